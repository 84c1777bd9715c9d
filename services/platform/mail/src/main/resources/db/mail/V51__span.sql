-- The span under which a mail was written; its trace is among its headers.
alter table mail add column span_id text;
