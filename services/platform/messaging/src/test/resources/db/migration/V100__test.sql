create table counter (id uuid primary key, version bigint not null);
create table effect (id bigint generated always as identity primary key, aggregate_id uuid not null, version bigint not null, event_id uuid not null, at timestamptz not null default clock_timestamp());
