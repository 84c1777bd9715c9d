-- A proposed amendment is refused by the other side or taken back by its own; what is signed by both is not.
create table amendment_ending (
    engagement_id uuid        not null,
    number        integer     not null,
    kind          text        not null check (kind in ('REFUSED', 'WITHDRAWN')),
    side          text        not null check (side in ('CLIENT', 'TALENT')),
    user_id       uuid        not null,
    at            timestamptz not null,
    reason        text check (btrim(reason) <> ''),
    primary key (engagement_id, number),
    foreign key (engagement_id, number) references amendment (engagement_id, number),
    check (kind <> 'REFUSED' or reason is not null)
);

-- What is said about a ticket, by its side or by coordinators (no side).
create table ticket_reply (
    engagement_id uuid        not null,
    ticket        integer     not null,
    number        integer     not null check (number >= 1),
    side          text check (side in ('CLIENT', 'TALENT')),
    author        uuid        not null,
    author_role   text        not null,
    text          text        not null check (btrim(text) <> ''),
    at            timestamptz not null,
    primary key (engagement_id, ticket, number),
    foreign key (engagement_id, ticket) references ticket (engagement_id, number)
);

create trigger amendment_ending_is_written_once before update or delete or truncate on amendment_ending
    for each statement execute function refuse_change();
create trigger ticket_reply_is_written_once before update or delete or truncate on ticket_reply
    for each statement execute function refuse_change();

-- Nobody signs what has ended, and what both have signed doesn't end.
create function guard_amendment_end() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'amendment_signature' and exists (
            select from amendment_ending where engagement_id = new.engagement_id and number = new.number) then
        raise exception 'This amendment has ended' using errcode = 'check_violation';
    end if;
    if tg_table_name = 'amendment_ending' and 2 = (
            select count(*) from amendment_signature where engagement_id = new.engagement_id and number = new.number) then
        raise exception 'What both have signed stands' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger amendment_signature_is_guarded before insert on amendment_signature for each row execute function guard_amendment_end();
create trigger amendment_ending_is_guarded before insert on amendment_ending for each row execute function guard_amendment_end();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert on amendment_ending, ticket_reply to %I', '${appRole}');
        execute format('revoke update, delete, truncate on amendment_ending, ticket_reply from %I', '${appRole}');
    end if;
end $$;
