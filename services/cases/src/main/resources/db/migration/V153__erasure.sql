-- A talent was erased. The anonymised sheets that clients were shown stay, as what was decided by them does; whatever else is
-- kept of the person goes, and nobody selects them any more.

create table erased_talent (
    talent_id uuid        primary key,
    erased_at timestamptz not null default now()
);

-- The words of an application are the person's own: they may be blanked, and nothing else with them.
create or replace function guard_candidacy() returns trigger language plpgsql as $$
begin
    if new.message = '' and to_jsonb(new) - 'message' = to_jsonb(old) - 'message' then
        return new;
    end if;
    if new.version <> old.version + 1 then
        raise exception 'Versions of a candidacy have no gap' using errcode = 'check_violation';
    end if;
    if not exists (select from candidacy_edge where from_stage = old.stage and to_stage = new.stage) then
        raise exception 'A candidacy cannot go from % to %', old.stage, new.stage using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- Runs with the owner's rights: the service itself changes no sheet. It may be called again.
create function forget_talent(erased uuid) returns bigint language plpgsql
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    gone bigint;
begin
    insert into erased_talent (talent_id) values (erased) on conflict do nothing;
    delete from talent_sheet t where t.talent_id = erased
        and not exists (select from candidacy c where c.talent_id = t.talent_id and c.talent_version = t.version)
        and not exists (select from proposal_seat p where p.talent_id = t.talent_id and p.talent_version = t.version);
    get diagnostics gone = row_count;
    update talent_sheet set user_id = null, wishes = null, availability = null where talent_id = erased;
    update candidacy set message = '' where talent_id = erased and message <> '';
    return gone;
end $$;

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select on erased_talent to %I', '${appRole}');
        execute format('revoke insert, update, delete, truncate on erased_talent from %I', '${appRole}');
    end if;
end $$;
