-- What saved searches found: told one by one, or once a day together.
alter table notification
    drop constraint notification_kind_check,
    add constraint notification_kind_check check (kind in ('NEW_CASE', 'FITTING_CASE', 'CASE_CHANGED', 'CASE_CLOSED',
        'PROPOSAL', 'CANDIDACY', 'MEETING_WANTED', 'MEETING_POLL', 'MEETING_BOOKED', 'MEETING_CHANGED', 'OFFER', 'AGREEMENT',
        'ORDER', 'ENGAGEMENT', 'INQUIRY', 'VIEWED', 'SAVED_SEARCH'));
alter table preferences add column search_digest boolean not null default false;
-- A mail that stands for all that its kind has to tell the person that day.
alter table mail add column digest boolean not null default false;
create index mail_digest_waiting on mail (user_id, kind) where digest and state = 'NEW';
