-- The span under which an event was written, which is the parent of its sending; with trace_id, or not at all.
alter table outbox add column span_id text;
