-- What somebody wants to be told of when it appears: talent of cases, clients of talent.
create table saved_search (
    search_id  uuid        primary key,
    user_id    uuid        not null,
    side       text        not null check (side in ('TALENT', 'CLIENT')),
    name       text        not null check (length(name) between 1 and 60),
    criteria   jsonb       not null,
    paused     boolean     not null,
    deleted    boolean     not null default false,
    version    bigint      not null check (version >= 1),
    -- Of the last change among all searches; see search_revision.
    revision   bigint      not null unique,
    created_at timestamptz not null
);
create index saved_search_of_user on saved_search (user_id, search_id) where not deleted;

-- Every change of a search takes its number here, one transaction after the other, so that who has read up to a number
-- has missed nothing below it.
create table search_revision (
    single   boolean primary key default true check (single),
    revision bigint  not null
);
insert into search_revision (revision) values (0);

-- By what a case or talent was found when its last event came: what newly fits is told by comparison with it.
create table search_object (
    object_id uuid   primary key,
    version   bigint not null,
    facts     jsonb  not null
);

-- What was told, once for ever: a search, what it found, and why it is new.
create table search_alert (
    search_id  uuid        not null references saved_search,
    object_id  uuid        not null,
    reason     text        not null,
    alert_id   uuid        not null unique,
    version    bigint      not null,
    alerted_at timestamptz not null,
    primary key (search_id, object_id, reason)
);
create index search_alert_of_object on search_alert (object_id);
