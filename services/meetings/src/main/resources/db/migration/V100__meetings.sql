-- Meetings, who is booked when, and what this service keeps of others' facts; the newest event is the whole truth.
-- The document is the meeting as JSON; what is searched or guarded has its own column. Nothing here can hold money.

create extension if not exists btree_gist;

create table candidacy (
    candidacy_id    uuid primary key,
    case_id         uuid not null,
    organization_id uuid not null,
    talent_id       uuid not null,
    talent_user_id  uuid,
    stage           text not null
);

create table case_title (
    case_id uuid primary key,
    ja      text not null,
    en      text
);

create table meeting (
    meeting_id       uuid        primary key,
    candidacy_id     uuid        not null,
    case_id          uuid        not null,
    version          bigint      not null check (version >= 1),
    state            text        not null check (state in ('POLLING', 'BOOKED', 'HELD', 'CANCELLED')),
    client_user      uuid        not null,
    talent_user      uuid        not null,
    coordinator_user uuid        not null,
    -- When something is to happen by itself (the poll's end, a reminder), by the clock of this database.
    due_at           timestamptz,
    document         text        not null check (document is json object with unique keys),
    updated_at       timestamptz not null default now()
);
create unique index meeting_one_live_per_candidacy on meeting (candidacy_id) where state in ('POLLING', 'BOOKED');
create index meeting_live_of_case on meeting (case_id) where state in ('POLLING', 'BOOKED');
create index meeting_due on meeting (due_at) where due_at is not null;
create index meeting_of_client on meeting (client_user, meeting_id desc);
create index meeting_of_talent on meeting (talent_user, meeting_id desc);
create index meeting_of_coordinator on meeting (coordinator_user, meeting_id desc);

-- Nobody is in two places at once, whatever the service believes.
create table booking (
    meeting_id  uuid      not null references meeting,
    participant uuid      not null,
    during      tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    live        boolean   not null default true,
    primary key (meeting_id, participant),
    constraint booking_without_overlap exclude using gist (participant with =, during with &&) where (live)
);
