create table account (
  id uuid primary key,
  version bigint not null
);
create table entry (
  key text primary key,
  account_id uuid not null references account,
  version bigint not null
);
-- What consuming did, one row each time: nothing here hides a doubled or misplaced effect.
create table effect (
  seq bigint generated always as identity primary key,
  account_id uuid not null,
  version bigint not null,
  event_id uuid not null
);
grant select, insert, update, delete on all tables in schema public to public;
