-- Mails that leave, or left, in the name of this service. The row is written in the transaction that causes the mail.
create table mail (
    mail_id     uuid        primary key,
    -- An account, whose address is asked for when the mail leaves, or a plain address, which is forgotten afterwards.
    user_id     uuid,
    address     text,
    -- Subject, texts, headers and attachments; forgotten some time after the end.
    content     jsonb,
    state       text        not null default 'NEW' check (state in ('NEW', 'SENDING', 'SENT', 'FAILED')),
    attempts    integer     not null default 0,
    next_at     timestamptz not null default now(),
    lease_until timestamptz,
    ended_at    timestamptz,
    outcome     text,
    created_at  timestamptz not null default now(),
    check (user_id is null or address is null),
    check (state in ('SENT', 'FAILED') or content is not null and (user_id is not null or address is not null)),
    check ((state = 'SENDING') = (lease_until is not null)),
    check ((state in ('SENT', 'FAILED')) = (ended_at is not null))
);
create index mail_due on mail (next_at, mail_id) where state in ('NEW', 'SENDING');
-- Mails to one recipient leave in the order of their ids.
create index mail_waiting on mail (coalesce(user_id::text, lower(address)), mail_id) where state in ('NEW', 'SENDING');
create index mail_ended on mail (ended_at) where content is not null;
