-- Tables that every service has in its own database. The owner runs this; ${appRole} is the role of the running service.

create table outbox (
    seq          bigint generated always as identity primary key,
    id           uuid        not null default uuidv7() unique,
    shard        smallint    not null,
    aggregate_id uuid        not null,
    version      bigint      not null check (version >= 1),
    type         text        not null,
    topic        text        not null,
    payload      jsonb       not null,
    created_at   timestamptz not null default clock_timestamp(),
    sent_at      timestamptz,
    unique (aggregate_id, version)
);
create index outbox_unsent on outbox (shard, seq) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

create table relay_lease (
    shard      smallint    primary key,
    owner      uuid        not null,
    epoch      bigint      not null,
    expires_at timestamptz not null
);

create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);

create table applied_version (
    consumer     text   not null,
    aggregate_id uuid   not null,
    version      bigint not null,
    parked       text check (parked in ('GAP', 'FAILED')),
    primary key (consumer, aggregate_id)
);

-- Events that wait for a repair, with all that is needed to apply them again without reading Kafka.
create table parked_event (
    id             bigint generated always as identity primary key,
    consumer       text        not null,
    aggregate_id   uuid,
    version        bigint,
    event_id       uuid,
    code           text        not null,
    cause          text        not null,
    state          text        not null default 'PARKED' check (state in ('PARKED', 'APPLIED', 'DISCARDED')),
    topic          text        not null,
    kafka_partition integer    not null,
    kafka_offset   bigint      not null,
    record_key     bytea,
    record_headers text        not null,
    record_value   bytea,
    digest         bytea       not null,
    parked_at      timestamptz not null default now(),
    unique (consumer, topic, kafka_partition, kafka_offset, digest)
);
create index parked_event_waiting on parked_event (consumer, aggregate_id, version) where state = 'PARKED';

create table idempotency (
    caller       text        not null,
    key          text        not null,
    request_hash bytea       not null,
    status       integer,
    headers      jsonb,
    body         text,
    created_at   timestamptz not null default now(),
    primary key (caller, key)
);
create index idempotency_age on idempotency (created_at);

create table audit (
    seq         bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    actor       uuid,
    role        text        not null,
    action      text        not null,
    object_type text        not null,
    object_id   uuid        not null,
    version     bigint      not null,
    reason      text
);
create index audit_object on audit (object_type, object_id, seq);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is insert-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_insert_only before update or delete or truncate on audit
    for each statement execute function refuse_audit_change();

-- The running service may read and write rows, but makes and owns nothing; the audit trail it can only extend.
do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute 'revoke all on schema public from public';
        execute format('grant usage on schema public to %I', '${appRole}');
        execute format('grant select, insert, update, delete on all tables in schema public to %I', '${appRole}');
        execute format('grant usage, select on all sequences in schema public to %I', '${appRole}');
        execute format('revoke update, delete, truncate on audit from %I', '${appRole}');
        execute format('revoke all on flyway_schema_history from %I', '${appRole}');
        execute format('alter default privileges in schema public grant select, insert, update, delete on tables to %I', '${appRole}');
        execute format('alter default privileges in schema public grant usage, select on sequences to %I', '${appRole}');
    end if;
end $$;
