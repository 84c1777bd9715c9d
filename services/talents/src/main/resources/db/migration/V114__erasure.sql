-- A talent is erased: the account, every personal word and every version go. Only the id stays, and what points to it: who was
-- shown what by which consent is kept as the law says, and there is no name in it.
alter table talent add column erased_at timestamptz;

-- Runs with the owner's rights, because the service may delete nothing else. Answers of the last day go too: there are
-- profiles in them.
create function erase_talent(erased uuid) returns bigint language plpgsql
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    last bigint;
begin
    update talent set user_id = null, document = '{"profile": {}}', version = version + 1, changed_at = now(), erased_at = now()
    where id = erased and erased_at is null
    returning version into last;
    if last is null then
        raise exception 'There is no talent % to erase', erased using errcode = 'no_data_found';
    end if;
    delete from talent_version where talent_id = erased;
    delete from idempotency where body like '%' || erased || '%';
    return last;
end $$;

-- Who was erased stays erased. A version is one more than the one before, also when two writers race.
create or replace function refuse_version_leap() returns trigger language plpgsql as $$
begin
    if old.erased_at is not null then
        raise exception 'Talent % was erased', old.id using errcode = 'check_violation';
    end if;
    if new.version <> old.version + 1 then
        raise exception 'A talent goes from version % to %', old.version, old.version + 1 using errcode = 'check_violation';
    end if;
    return new;
end $$;
