-- The trace of the request, or of the event, that an event came of; none for what a clock did.
alter table outbox add column trace_id text;
