-- The trace of the request that somebody is told of.
alter table news add column trace_id text;
alter table proposed_match add column trace_id text;
alter table notification add column trace_id text;
