-- What this service keeps of others' facts; the newest event is the whole truth.
create table talent (
    talent_id uuid primary key,
    user_id   uuid,
    language  text not null check (language in ('ja', 'en'))
);

create table client_case (
    case_id uuid   primary key,
    version bigint not null,
    status  text   not null check (status in ('DRAFT', 'PUBLISHED', 'CLOSED')),
    -- The listing as it is shown now; of a closed case the last one that was shown.
    listing jsonb,
    closing_reason text,
    check (status <> 'PUBLISHED' or listing is not null)
);

-- Matches, cases and talents arrive in any order: a match waits here until both others are known.
create table proposed_match (
    match_id     uuid        primary key,
    kind         text        not null check (kind in ('NEW_CASE', 'FITTING_CASE')),
    case_id      uuid        not null,
    case_version bigint      not null,
    position_id  uuid        not null,
    talent_id    uuid        not null,
    score        double precision not null,
    met          jsonb       not null,
    close        jsonb       not null,
    state        text        not null default 'PENDING' check (state in ('PENDING', 'TOLD', 'DROPPED')),
    received_at  timestamptz not null default now(),
    unique (case_id, talent_id, kind)
);
create index proposed_match_pending on proposed_match (case_id) where state = 'PENDING';

-- A published case changed or closed: those who were told of it are told of that.
create table recall (
    case_id  uuid   not null,
    revision bigint not null,
    kind     text   not null check (kind in ('CASE_CHANGED', 'CASE_CLOSED')),
    done     boolean not null default false,
    primary key (case_id, revision)
);
create index recall_waiting on recall (case_id) where not done;

-- Gives each notification of a user its place without gaps in commit order, so that a reader who asks for
-- "everything after n" misses nothing.
create table mailbox (
    user_id       uuid   primary key,
    last_position bigint not null default 0
);

create table notification (
    notification_id uuid        primary key default uuidv7(),
    user_id         uuid        not null references mailbox,
    position        bigint      not null,
    case_id         uuid        not null,
    talent_id       uuid        not null,
    kind            text        not null check (kind in ('NEW_CASE', 'FITTING_CASE', 'CASE_CHANGED', 'CASE_CLOSED')),
    -- The case's version for CASE_CHANGED; the others happen once.
    revision        bigint      not null default 0 check (kind = 'CASE_CHANGED' or revision = 0),
    data            jsonb       not null,
    created_at      timestamptz not null default now(),
    read_at         timestamptz,
    unique (case_id, talent_id, kind, revision),
    unique (user_id, position)
);

create table mail (
    notification_id uuid        primary key references notification,
    user_id         uuid        not null,
    case_id         uuid        not null,
    kind            text        not null,
    state           text        not null default 'NEW' check (state in ('NEW', 'SENDING', 'SENT', 'FAILED', 'CANCELLED')),
    attempts        integer     not null default 0,
    next_at         timestamptz not null default now(),
    lease_until     timestamptz,
    sent_at         timestamptz,
    outcome         text,
    created_at      timestamptz not null default now(),
    check ((state = 'SENDING') = (lease_until is not null)),
    check ((state = 'SENT') = (sent_at is not null))
);
create index mail_due on mail (next_at) where state in ('NEW', 'SENDING');
create index mail_of_case on mail (case_id, user_id);
create index mail_sent on mail (user_id, sent_at) where state = 'SENT';

create table preferences (
    user_id           uuid    primary key,
    language          text    not null check (language in ('ja', 'en')),
    mail_new_case     boolean not null,
    mail_fitting_case boolean not null,
    version           bigint  not null check (version >= 1)
);
