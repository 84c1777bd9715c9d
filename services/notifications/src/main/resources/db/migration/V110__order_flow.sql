-- The order flow: what is kept of candidacies and clients, and news that wait for those who are to be told.

alter table client_case
    add column title jsonb,
    add column requirements_version bigint;
update client_case set title = listing -> 'title' where listing is not null;

create table pursuit (
    candidacy_id   uuid primary key,
    case_id        uuid not null,
    talent_id      uuid not null,
    talent_user_id uuid,
    stage          text not null,
    -- What the talent was last told of it.
    status         text,
    coordinator_id uuid
);
create index pursuit_of_case on pursuit (case_id);

-- Who of a client has acted in a case: they are told how it goes on.
create table client_actor (
    case_id uuid not null,
    user_id uuid not null,
    primary key (case_id, user_id)
);

-- One thing that happened, for one audience. It waits here until it is known who that is.
create table news (
    news_id     uuid        primary key default uuidv7(),
    kind        text        not null,
    event       text        not null,
    subject_id  uuid        not null,
    edition     text        not null,
    case_id     uuid,
    -- USER and TALENT: that person; COORDINATOR: of that candidacy; COORDINATORS: all; CLIENTS: of that organisation.
    audience    text        not null check (audience in ('USER', 'TALENT', 'COORDINATOR', 'COORDINATORS', 'CLIENTS')),
    audience_id uuid,
    details     jsonb       not null,
    mailed      boolean     not null,
    told        boolean     not null default false,
    attempts    integer     not null default 0,
    next_at     timestamptz not null default now(),
    check ((audience = 'COORDINATORS') = (audience_id is null))
);
create index news_waiting on news (next_at, news_id) where not told;

alter table notification
    alter column case_id drop not null,
    alter column talent_id drop not null,
    add column subject_id uuid,
    add column edition text,
    drop constraint notification_kind_check,
    add constraint notification_kind_check check (kind in ('NEW_CASE', 'FITTING_CASE', 'CASE_CHANGED', 'CASE_CLOSED',
        'PROPOSAL', 'CANDIDACY', 'MEETING_WANTED', 'MEETING_POLL', 'MEETING_BOOKED', 'MEETING_CHANGED', 'OFFER', 'AGREEMENT',
        'ORDER', 'ENGAGEMENT', 'INQUIRY', 'VIEWED')),
    -- Either of a listing that a talent was told of, or of something in the order flow.
    add constraint notification_about_one check ((subject_id is null) = (case_id is not null and talent_id is not null)
        and (subject_id is null) = (edition is null));
-- Nobody is told the same twice.
create unique index notification_once on notification (user_id, kind, subject_id, edition) where subject_id is not null;

-- A mail about something in the order flow counts for no listing.
alter table mail alter column case_id drop not null;

-- The kinds of the order flow that the person doesn't want by mail.
alter table preferences add column mail_off text not null default '' check (mail_off ~ '^([A-Z_]+(,[A-Z_]+)*)?$');
