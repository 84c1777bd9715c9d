-- The pipeline: one candidacy per person and position, its history, and the sheets that talent may be proposed with.

create table talent_sheet (
    talent_id    uuid   not null,
    version      bigint not null check (version >= 1),
    user_id      uuid,
    -- The anonymised view as talents published it; there is no name, company or contact in it.
    sheet        text   not null check (sheet is json object),
    availability text check (availability is json object),
    wishes       text check (wishes is json object),
    primary key (talent_id, version)
);
create index talent_sheet_of_user on talent_sheet (user_id) where user_id is not null;

-- What a client was shown, for ever: the canonical JSON (RFC 8785) of talent, version and sheet, named by its SHA-256.
create table snapshot (
    hash           text        primary key check (hash ~ '^[0-9a-f]{64}$'),
    talent_id      uuid        not null,
    talent_version bigint      not null,
    document       text        not null check (document is json object),
    frozen_at      timestamptz not null default now(),
    check (hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);

create table candidacy (
    candidacy_id    uuid        primary key,
    case_id         uuid        not null references client_case,
    position_id     uuid        not null,
    company_id      uuid        not null references company,
    organization_id uuid        not null,
    talent_id       uuid        not null,
    talent_user_id  uuid,
    version         bigint      not null check (version >= 1),
    stage           text        not null check (stage in ('SELECTED', 'APPLIED', 'PROPOSED', 'MEETING_WANTED', 'MEETING_BOOKED', 'MET',
                        'OFFERED', 'AGREED', 'ORDERED', 'ENGAGED', 'COMPLETED', 'PASSED', 'DECLINED', 'WITHDRAWN', 'REFUSED', 'LAPSED', 'CLOSED')),
    since           timestamptz not null,
    talent_version  bigint      not null,
    snapshot_hash   text        references snapshot,
    message         text,
    reason_code     text check (reason_code ~ '^[A-Z][A-Z_]{1,40}$'),
    reason_text     text,
    coordinator_id  uuid,
    client_user_id  uuid,
    foreign key (talent_id, talent_version) references talent_sheet (talent_id, version),
    unique (case_id, position_id, talent_id),
    -- What a client sees was frozen before.
    check (stage in ('SELECTED', 'APPLIED', 'DECLINED', 'WITHDRAWN', 'CLOSED') or snapshot_hash is not null)
);
create index candidacy_of_case on candidacy (case_id, candidacy_id desc);
create index candidacy_of_talent_user on candidacy (talent_user_id, candidacy_id desc);

create table candidacy_step (
    candidacy_id uuid        not null references candidacy,
    version      bigint      not null,
    from_stage   text,
    to_stage     text        not null,
    at           timestamptz not null,
    actor        uuid,
    role         text        not null,
    reason_code  text,
    reason_text  text,
    primary key (candidacy_id, version)
);

-- The legal steps, so that the schema refuses what the code should have refused.
create table candidacy_edge (from_stage text not null, to_stage text not null, primary key (from_stage, to_stage));
insert into candidacy_edge values
    ('SELECTED', 'APPLIED'), ('SELECTED', 'PROPOSED'), ('SELECTED', 'DECLINED'), ('SELECTED', 'CLOSED'),
    ('APPLIED', 'SELECTED'), ('APPLIED', 'DECLINED'), ('APPLIED', 'WITHDRAWN'), ('APPLIED', 'CLOSED'),
    ('PROPOSED', 'SELECTED'), ('PROPOSED', 'MEETING_WANTED'), ('PROPOSED', 'PASSED'), ('PROPOSED', 'LAPSED'), ('PROPOSED', 'WITHDRAWN'), ('PROPOSED', 'CLOSED'),
    ('MEETING_WANTED', 'MEETING_BOOKED'), ('MEETING_WANTED', 'PASSED'), ('MEETING_WANTED', 'WITHDRAWN'), ('MEETING_WANTED', 'CLOSED'),
    ('MEETING_BOOKED', 'MEETING_WANTED'), ('MEETING_BOOKED', 'MET'), ('MEETING_BOOKED', 'PASSED'), ('MEETING_BOOKED', 'WITHDRAWN'), ('MEETING_BOOKED', 'CLOSED'),
    ('MET', 'MEETING_WANTED'), ('MET', 'OFFERED'), ('MET', 'PASSED'), ('MET', 'WITHDRAWN'), ('MET', 'CLOSED'),
    ('OFFERED', 'MET'), ('OFFERED', 'AGREED'), ('OFFERED', 'REFUSED'), ('OFFERED', 'WITHDRAWN'), ('OFFERED', 'CLOSED'),
    ('AGREED', 'ORDERED'), ('ORDERED', 'ENGAGED'), ('ENGAGED', 'COMPLETED'),
    ('CLOSED', 'AGREED'), ('WITHDRAWN', 'AGREED');

create function guard_candidacy() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of a candidacy have no gap' using errcode = 'check_violation';
    end if;
    if not exists (select from candidacy_edge where from_stage = old.stage and to_stage = new.stage) then
        raise exception 'A candidacy cannot go from % to %', old.stage, new.stage using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger candidacy_is_guarded before update on candidacy for each row execute function guard_candidacy();

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % never change', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger snapshot_is_immutable before update or delete or truncate on snapshot for each statement execute function refuse_change();
create trigger candidacy_step_is_immutable before update or delete or truncate on candidacy_step for each statement execute function refuse_change();

-- A case that never was published can be cancelled or filled too.
create or replace function guard_client_case() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of a case have no gap' using errcode = 'check_violation';
    end if;
    if (old.status, new.status) not in (('DRAFT', 'DRAFT'), ('DRAFT', 'PUBLISHED'), ('DRAFT', 'CLOSED'), ('PUBLISHED', 'PUBLISHED'), ('PUBLISHED', 'CLOSED')) then
        raise exception 'A case cannot go from % to %', old.status, new.status using errcode = 'check_violation';
    end if;
    if (new.case_id, new.company_id, new.organization_id) <> (old.case_id, old.company_id, old.organization_id) then
        raise exception 'A case stays with its company' using errcode = 'check_violation';
    end if;
    return new;
end $$;

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on candidacy to %I', '${appRole}');
        execute format('grant select, insert on talent_sheet, snapshot, candidacy_step to %I', '${appRole}');
        execute format('grant select on candidacy_edge to %I', '${appRole}');
        execute format('revoke delete, truncate on candidacy from %I', '${appRole}');
        execute format('revoke update, delete, truncate on talent_sheet, snapshot, candidacy_step from %I', '${appRole}');
        execute format('revoke insert, update, delete, truncate on candidacy_edge from %I', '${appRole}');
    end if;
end $$;
