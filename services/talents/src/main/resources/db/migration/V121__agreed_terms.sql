-- Which versions of the terms of use a talent agreed to, and when: written once, and gone with the talent. What stays of an
-- agreement then is its line in the audit trail, which names nobody.
create table agreed_terms (
    talent_id uuid        not null references talent (id),
    terms     integer     not null check (terms >= 1),
    agreed_at timestamptz not null,
    -- Agreed to once more it is the same agreement.
    primary key (talent_id, terms)
);

create function refuse_agreed_terms_change() returns trigger language plpgsql as $$
begin
    raise exception 'What was agreed to, and when, never changes' using errcode = 'insufficient_privilege';
end $$;
create trigger agreed_terms_are_insert_only before update or truncate on agreed_terms
    for each statement execute function refuse_agreed_terms_change();

-- As before, and the agreements with the rest.
create or replace function erase_talent(erased uuid) returns bigint language plpgsql
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
    delete from agreed_terms where talent_id = erased;
    delete from idempotency where body like '%' || erased || '%';
    return last;
end $$;

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert on agreed_terms to %I', '${appRole}');
        execute format('revoke update, delete, truncate on agreed_terms from %I', '${appRole}');
    end if;
end $$;
