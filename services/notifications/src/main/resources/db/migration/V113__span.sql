-- The span of the event that somebody is told of, which is the parent of the mail's.
alter table news add column span_id text;
alter table proposed_match add column span_id text;
alter table notification add column span_id text;
