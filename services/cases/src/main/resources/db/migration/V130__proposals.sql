-- Proposals to clients: what was frozen when they were sent, and who of the client read which sheet when.

create table proposal (
    proposal_id     uuid        primary key,
    case_id         uuid        not null references client_case,
    organization_id uuid        not null,
    version         bigint      not null check (version >= 1),
    state           text        not null check (state in ('DRAFT', 'SENT', 'DECIDED', 'LAPSED', 'WITHDRAWN')),
    plan            text        not null check (plan is json object),
    teams           text        not null check (teams is json array),
    decide_by       timestamptz,
    sent_at         timestamptz,
    reminded_at     timestamptz,
    check (state in ('DRAFT', 'WITHDRAWN') or (decide_by is not null and sent_at is not null))
);
create index proposal_of_case on proposal (case_id, proposal_id desc);
create index proposal_waiting on proposal (decide_by) where state = 'SENT';

create table proposal_seat (
    proposal_id    uuid   not null references proposal,
    candidacy_id   uuid   not null references candidacy,
    position_id    uuid   not null,
    talent_id      uuid   not null,
    talent_user_id uuid,
    talent_version bigint not null,
    snapshot_hash  text   not null references snapshot,
    primary key (proposal_id, candidacy_id)
);
create index proposal_seat_of_candidacy on proposal_seat (candidacy_id);

-- One line per reader, proposal, person and hour.
create table sheet_view (
    view_id        uuid        primary key,
    proposal_id    uuid        not null references proposal,
    viewer_id      uuid        not null,
    talent_id      uuid        not null,
    talent_version bigint      not null,
    level          text        not null check (level in ('ANONYMISED', 'NAMED')),
    at             timestamptz not null,
    hour           timestamptz not null,
    unique (viewer_id, proposal_id, talent_id, hour)
);

-- The consents that talent gave to be named, as talents published them.
create table consent (
    talent_id       uuid   not null,
    case_id         uuid   not null,
    organization_id uuid   not null,
    given           boolean not null,
    primary key (talent_id, case_id, organization_id)
);

create function guard_proposal() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of a proposal have no gap' using errcode = 'check_violation';
    end if;
    if old.state <> 'DRAFT' and (new.plan, new.teams) <> (old.plan, old.teams) then
        raise exception 'A proposal that was sent stays as it is' using errcode = 'check_violation';
    end if;
    if (old.state, new.state) not in (('DRAFT', 'DRAFT'), ('DRAFT', 'SENT'), ('DRAFT', 'WITHDRAWN'), ('SENT', 'SENT'), ('SENT', 'DECIDED'),
            ('SENT', 'LAPSED'), ('SENT', 'WITHDRAWN')) then
        raise exception 'A proposal cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger proposal_is_guarded before update on proposal for each row execute function guard_proposal();
create trigger proposal_seat_is_immutable before update or delete or truncate on proposal_seat for each statement execute function refuse_change();
create trigger sheet_view_is_immutable before update or delete or truncate on sheet_view for each statement execute function refuse_change();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on proposal, consent to %I', '${appRole}');
        execute format('grant select, insert on proposal_seat, sheet_view to %I', '${appRole}');
        execute format('revoke delete, truncate on proposal, consent from %I', '${appRole}');
        execute format('revoke update, delete, truncate on proposal_seat, sheet_view from %I', '${appRole}');
    end if;
end $$;
