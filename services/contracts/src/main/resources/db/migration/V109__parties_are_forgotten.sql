-- Who was never named in an order may have their declaration forgotten; whoever is named in one is kept as long as it is.
create function guard_party() returns trigger language plpgsql as $$
begin
    if exists (select from work_order o where o.organization_id = old.party_id or o.talent_user_id = old.party_id) then
        raise exception 'Party % is named in an order', old.party_id using errcode = 'check_violation';
    end if;
    return old;
end $$;
drop trigger party_is_kept on party;
create trigger party_is_kept before truncate on party for each statement execute function refuse_change();
create trigger party_of_orders_is_kept before delete on party for each row execute function guard_party();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant delete on party to %I', '${appRole}');
    end if;
end $$;
