-- Who contracts with whom, on which terms, and what became of it. What two parties accepted is written once: the schema
-- itself recomputes its hash and refuses every later change, also to the role of the running service.

create table candidacy (
    candidacy_id    uuid primary key,
    case_id         uuid not null,
    position_id     uuid not null,
    organization_id uuid not null,
    talent_id       uuid not null,
    talent_user_id  uuid,
    client_user_id  uuid,
    coordinator_id  uuid,
    stage           text not null
);
create table client_case (
    case_id   uuid primary key,
    title_ja  text,
    title_en  text,
    status    text not null
);
-- A seat is given to one talent for each head of a position, and to nobody else.
create table case_position (
    position_id uuid primary key,
    case_id     uuid    not null references client_case,
    head_count  integer not null check (head_count >= 0),
    agreed      integer not null default 0 check (agreed >= 0),
    check (agreed <= head_count)
);

create table party (
    party_id   uuid primary key,
    version    bigint      not null check (version >= 1),
    document   text        not null check (document is json object with unique keys),
    updated_at timestamptz not null default now()
);

create table team_offer (
    team_offer_id   uuid primary key,
    case_id         uuid        not null,
    organization_id uuid        not null,
    mode            text        not null check (mode in ('ALL_OR_NOTHING', 'PARTIAL')),
    created_at      timestamptz not null default now()
);

create table offer (
    offer_id        uuid primary key,
    version         bigint      not null check (version >= 1),
    team_offer_id   uuid references team_offer,
    candidacy_id    uuid        not null references candidacy,
    case_id         uuid        not null,
    position_id     uuid        not null references case_position,
    organization_id uuid        not null,
    talent_id       uuid        not null,
    talent_user_id  uuid        not null,
    state           text        not null check (state in ('OPEN', 'AGREED', 'REFUSED', 'WITHDRAWN', 'EXPIRED', 'RELEASED')),
    number          integer     not null check (number >= 1),
    waits_for       text        not null check (waits_for in ('CLIENT', 'TALENT')),
    expires_at      timestamptz not null,
    terms_hash      text        not null,
    accepted_at     timestamptz,
    updated_at      timestamptz not null default now(),
    check (state <> 'AGREED' or accepted_at is not null)
);
create unique index offer_one_live_per_candidacy on offer (candidacy_id) where state in ('OPEN', 'AGREED');
create unique index offer_one_agreed on offer (case_id, position_id, talent_id) where state = 'AGREED';
create index offer_of_organization on offer (organization_id, offer_id desc);
create index offer_of_talent on offer (talent_user_id, offer_id desc);
create index offer_of_team on offer (team_offer_id, offer_id);
create index offer_expiry on offer (expires_at) where state = 'OPEN' and accepted_at is null;

create table offer_version (
    offer_id    uuid        not null references offer,
    number      integer     not null check (number >= 1),
    at          timestamptz not null,
    author      uuid        not null,
    author_role text        not null,
    side        text        not null check (side in ('CLIENT', 'TALENT')),
    terms       text        not null check (terms is json object with unique keys),
    terms_hash  text        not null check (terms_hash = encode(sha256(convert_to(terms, 'UTF8')), 'hex')),
    changes     text        not null check (changes is json array),
    note        text,
    expires_at  timestamptz not null,
    state       text        not null check (state in ('OPEN', 'SUPERSEDED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'EXPIRED')),
    primary key (offer_id, number),
    unique (offer_id, number, terms_hash)
);
create unique index offer_version_one_open on offer_version (offer_id) where state = 'OPEN';
create unique index offer_version_one_accepted on offer_version (offer_id) where state = 'ACCEPTED';

-- Both sides accepted one version: its author by sending it, the other by naming its hash.
create table agreement (
    offer_id   uuid primary key,
    number     integer     not null,
    terms_hash text        not null,
    accepted_by uuid       not null,
    agreed_at  timestamptz not null,
    foreign key (offer_id, number, terms_hash) references offer_version (offer_id, number, terms_hash),
    unique (offer_id, terms_hash)
);

create table work_order (
    order_id        uuid primary key,
    version         bigint      not null check (version >= 1),
    offer_id        uuid        not null unique,
    terms_hash      text        not null,
    candidacy_id    uuid        not null references candidacy,
    case_id         uuid        not null,
    position_id     uuid        not null,
    organization_id uuid        not null,
    talent_id       uuid        not null,
    talent_user_id  uuid        not null,
    state           text        not null check (state in ('PREPARED', 'ORDERED', 'CONFIRMED')),
    agreed_at       timestamptz not null,
    open_tasks      integer     not null check (open_tasks >= 0),
    placed_at       timestamptz,
    placed_on       date,
    amount          bigint check (amount >= 1),
    client_name     text,
    talent_name     text,
    document_hash   text,
    updated_at      timestamptz not null default now(),
    foreign key (offer_id, terms_hash) references agreement (offer_id, terms_hash),
    check ((state = 'PREPARED') = (placed_at is null)),
    check ((placed_at is null) = (placed_on is null)),
    check ((placed_at is null) = (document_hash is null)),
    check ((placed_at is null) = (client_name is null)),
    check ((placed_at is null) = (talent_name is null))
);
create index work_order_of_organization on work_order (organization_id, order_id desc);
create index work_order_of_talent on work_order (talent_user_id, order_id desc);
create index work_order_archive on work_order (placed_on, amount) where placed_on is not null;

-- The order in writing: as it was sent, with the declarations of both parties as they were.
create table order_document (
    order_id  uuid        not null references work_order,
    language  text        not null check (language in ('JA', 'EN')),
    hash      text        not null check (hash = encode(sha256(content), 'hex')),
    content   bytea       not null,
    facts     text        not null check (facts is json object),
    made_at   timestamptz not null,
    primary key (order_id, language),
    unique (order_id, hash)
);

create table order_confirmation (
    order_id      uuid        not null,
    side          text        not null check (side in ('CLIENT', 'TALENT')),
    user_id       uuid        not null,
    document_hash text        not null,
    at            timestamptz not null,
    primary key (order_id, side),
    foreign key (order_id, document_hash) references order_document (order_id, hash)
);

-- What could not be decided at the agreement, and the notice by which the talent was told of the decision.
create table order_task (
    order_id   uuid not null references work_order,
    task_id    uuid primary key,
    item       text not null,
    reason_ja  text not null check (btrim(reason_ja) <> ''),
    reason_en  text,
    planned_on date not null,
    unique (order_id, item)
);
create table order_notice (
    task_id   uuid primary key references order_task,
    decision_ja text      not null check (btrim(decision_ja) <> ''),
    decision_en text,
    author    uuid        not null,
    at        timestamptz not null
);

create table engagement (
    engagement_id   uuid primary key,
    version         bigint      not null check (version >= 1),
    order_id        uuid        not null unique references work_order,
    candidacy_id    uuid        not null,
    case_id         uuid        not null,
    position_id     uuid        not null,
    organization_id uuid        not null,
    talent_id       uuid        not null,
    talent_user_id  uuid        not null,
    owner_id        uuid,
    state           text        not null check (state in ('PLANNED', 'ACTIVE', 'ENDING', 'ENDED')),
    start_on        date        not null,
    end_on          date        not null,
    utilisation     integer     not null check (utilisation between 10 and 100),
    notice_by       date,
    terms           text        not null check (terms is json object),
    terms_hash      text        not null check (terms_hash = encode(sha256(convert_to(terms, 'UTF8')), 'hex')),
    updated_at      timestamptz not null default now(),
    check (end_on >= start_on)
);
create index engagement_of_organization on engagement (organization_id, engagement_id desc);
create index engagement_of_talent on engagement (talent_user_id, engagement_id desc);
create index engagement_live on engagement (state, start_on, end_on) where state <> 'ENDED';

create table check_in (
    engagement_id uuid    not null references engagement,
    number        integer not null check (number >= 1),
    due_on        date    not null,
    primary key (engagement_id, number)
);
create table check_in_report (
    engagement_id uuid        not null,
    number        integer     not null,
    side          text        not null check (side in ('CLIENT', 'TALENT')),
    author        uuid        not null,
    author_role   text        not null,
    text          text        not null check (btrim(text) <> ''),
    at            timestamptz not null,
    primary key (engagement_id, number, side),
    foreign key (engagement_id, number) references check_in
);

create table ticket (
    engagement_id uuid        not null references engagement,
    number        integer     not null check (number >= 1),
    state         text        not null check (state in ('OPEN', 'ESCALATED', 'RESOLVED')),
    category      text        not null check (category in ('WORK', 'PAYMENT', 'HARASSMENT', 'OTHER')),
    side          text check (side in ('CLIENT', 'TALENT')),
    author        uuid        not null,
    text          text        not null check (btrim(text) <> ''),
    at            timestamptz not null,
    escalated_at  timestamptz,
    escalation    text,
    resolved_at   timestamptz,
    resolution    text,
    primary key (engagement_id, number),
    check ((state = 'RESOLVED') = (resolved_at is not null))
);

create table amendment (
    engagement_id uuid        not null references engagement,
    number        integer     not null check (number >= 1),
    side          text        not null check (side in ('CLIENT', 'TALENT')),
    author        uuid        not null,
    author_role   text        not null,
    at            timestamptz not null,
    reason        text        not null check (btrim(reason) <> ''),
    before_hash   text        not null,
    terms         text        not null check (terms is json object with unique keys),
    terms_hash    text        not null check (terms_hash = encode(sha256(convert_to(terms, 'UTF8')), 'hex')),
    changes       text        not null check (changes is json array),
    lowers_fee    boolean     not null,
    primary key (engagement_id, number),
    unique (engagement_id, number, terms_hash)
);
create table amendment_signature (
    engagement_id uuid        not null,
    number        integer     not null,
    side          text        not null check (side in ('CLIENT', 'TALENT')),
    user_id       uuid        not null,
    terms_hash    text        not null,
    at            timestamptz not null,
    primary key (engagement_id, number, side),
    foreign key (engagement_id, number, terms_hash) references amendment (engagement_id, number, terms_hash)
);

create table ending_notice (
    engagement_id uuid primary key references engagement,
    side          text        not null check (side in ('CLIENT', 'TALENT')),
    author        uuid        not null,
    at            timestamptz not null,
    ends_on       date        not null,
    reason        text        not null check (btrim(reason) <> ''),
    exception     text check (exception in ('DISASTER', 'UPSTREAM_CANCELLED', 'SHORT_CONTRACT', 'NO_INDIVIDUAL_ORDER', 'TALENT_FAULT'))
);

-- What has to be told on a day: once.
create table engagement_due (
    engagement_id uuid    not null references engagement,
    kind          text    not null check (kind in ('CHECK_IN', 'RENEWAL', 'NOTICE', 'TICKET')),
    due_on        date    not null,
    told          boolean not null default false,
    primary key (engagement_id, kind, due_on)
);
create index engagement_due_next on engagement_due (due_on) where not told;

-- A day begins and ends in Japan, by the clock of this database and of nothing else.
create function today_in_japan() returns date language sql stable as
$$ select (now() at time zone 'Asia/Tokyo')::date $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'A row of % is never changed', tg_table_name using errcode = 'insufficient_privilege';
end $$;

do $$
declare
    written_once text;
begin
    foreach written_once in array array['team_offer', 'agreement', 'order_document', 'order_confirmation', 'order_task',
            'order_notice', 'check_in', 'check_in_report', 'amendment', 'amendment_signature', 'ending_notice'] loop
        execute format('create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()',
                written_once || '_is_written_once', written_once);
    end loop;
    foreach written_once in array array['offer', 'offer_version', 'work_order', 'engagement', 'ticket', 'party'] loop
        execute format('create trigger %I before delete or truncate on %I for each statement execute function refuse_change()',
                written_once || '_is_kept', written_once);
    end loop;
end $$;

-- The terms of a version never change; its state takes one step away from open. An accepted one ends when its team fails.
create function guard_offer_version() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'state' <> to_jsonb(old) - 'state' then
        raise exception 'The terms of an offer are never changed' using errcode = 'insufficient_privilege';
    end if;
    if old.state <> 'OPEN' and (old.state, new.state) <> ('ACCEPTED', 'WITHDRAWN') then
        raise exception 'A version cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if old.state = 'ACCEPTED' and exists (select from agreement where offer_id = old.offer_id) then
        raise exception 'An agreement stands' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger offer_version_is_guarded before update on offer_version for each row execute function guard_offer_version();

create function guard_offer() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of an offer have no gap' using errcode = 'check_violation';
    end if;
    if old.state <> 'OPEN' then
        raise exception 'An offer that is % has ended', old.state using errcode = 'check_violation';
    end if;
    if (new.offer_id, new.candidacy_id, new.case_id, new.position_id, new.organization_id, new.talent_id, new.talent_user_id)
            <> (old.offer_id, old.candidacy_id, old.case_id, old.position_id, old.organization_id, old.talent_id, old.talent_user_id) then
        raise exception 'An offer stays with its seat' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger offer_is_guarded before update on offer for each row execute function guard_offer();

create function guard_agreement() returns trigger language plpgsql as $$
begin
    if not exists (select from offer_version where offer_id = new.offer_id and number = new.number and state = 'ACCEPTED') then
        raise exception 'Nobody accepted this version' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger agreement_is_guarded before insert on agreement for each row execute function guard_agreement();

create function guard_work_order() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of an order have no gap' using errcode = 'check_violation';
    end if;
    if (old.state, new.state) not in (('PREPARED', 'ORDERED'), ('ORDERED', 'ORDERED'), ('ORDERED', 'CONFIRMED'), ('CONFIRMED', 'CONFIRMED')) then
        raise exception 'An order cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if to_jsonb(new) - array['version', 'state', 'open_tasks', 'updated_at', 'placed_at', 'placed_on', 'amount', 'client_name', 'talent_name', 'document_hash']
            <> to_jsonb(old) - array['version', 'state', 'open_tasks', 'updated_at', 'placed_at', 'placed_on', 'amount', 'client_name', 'talent_name', 'document_hash']
        or (old.state <> 'PREPARED'
            and (new.placed_at, new.placed_on, new.amount, new.client_name, new.talent_name, new.document_hash)
                is distinct from (old.placed_at, old.placed_on, old.amount, old.client_name, old.talent_name, old.document_hash)) then
        raise exception 'An order is never changed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger work_order_is_guarded before update on work_order for each row execute function guard_work_order();

-- Terms of an engagement change only to those of an amendment that both sides signed.
create function guard_engagement() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of an engagement have no gap' using errcode = 'check_violation';
    end if;
    if new.state <> old.state
            and (old.state, new.state) not in (('PLANNED', 'ACTIVE'), ('ACTIVE', 'ENDING'), ('PLANNED', 'ENDING'), ('ENDING', 'ENDED')) then
        raise exception 'An engagement cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if (new.engagement_id, new.order_id, new.candidacy_id, new.case_id, new.position_id, new.organization_id, new.talent_id, new.talent_user_id, new.start_on)
            <> (old.engagement_id, old.order_id, old.candidacy_id, old.case_id, old.position_id, old.organization_id, old.talent_id, old.talent_user_id, old.start_on) then
        raise exception 'An engagement stays with its order' using errcode = 'check_violation';
    end if;
    if new.terms_hash <> old.terms_hash and 2 <> (
            select count(*) from amendment_signature s join amendment a using (engagement_id, number)
            where s.engagement_id = new.engagement_id and a.terms_hash = new.terms_hash and a.before_hash = old.terms_hash
            and a.number = (select max(number) from amendment where engagement_id = new.engagement_id and terms_hash = new.terms_hash and before_hash = old.terms_hash)) then
        raise exception 'Both sides sign an amendment' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger engagement_is_guarded before update on engagement for each row execute function guard_engagement();

do $$
declare
    kept text;
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        foreach kept in array array['candidacy', 'client_case', 'case_position', 'party', 'offer', 'work_order', 'engagement', 'ticket'] loop
            execute format('grant select, insert, update on %I to %I', kept, '${appRole}');
            execute format('revoke delete, truncate on %I from %I', kept, '${appRole}');
        end loop;
        foreach kept in array array['team_offer', 'agreement', 'order_document', 'order_confirmation', 'order_task', 'order_notice',
                'check_in', 'check_in_report', 'amendment', 'amendment_signature', 'ending_notice'] loop
            execute format('grant select, insert on %I to %I', kept, '${appRole}');
            execute format('revoke update, delete, truncate on %I from %I', kept, '${appRole}');
        end loop;
        execute format('grant update (mode) on team_offer to %I', '${appRole}'); -- to lock it; the trigger refuses the rest
        execute format('revoke update, delete, truncate on offer_version from %I', '${appRole}');
        execute format('grant select, insert, update (state) on offer_version to %I', '${appRole}');
        execute format('grant select, insert, update, delete on engagement_due to %I', '${appRole}');
    end if;
end $$;
