-- An order is confirmed when both sides have confirmed its document, which therefore exists.
create or replace function guard_work_order() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of an order have no gap' using errcode = 'check_violation';
    end if;
    if (old.state, new.state) not in (('PREPARED', 'PREPARED'), ('PREPARED', 'ORDERED'), ('ORDERED', 'ORDERED'), ('ORDERED', 'CONFIRMED'), ('CONFIRMED', 'CONFIRMED')) then
        raise exception 'An order cannot go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if to_jsonb(new) - array['version', 'state', 'open_tasks', 'updated_at', 'placed_at', 'placed_on', 'amount', 'client_name', 'talent_name', 'document_hash']
            <> to_jsonb(old) - array['version', 'state', 'open_tasks', 'updated_at', 'placed_at', 'placed_on', 'amount', 'client_name', 'talent_name', 'document_hash']
        or (old.state <> 'PREPARED'
            and (new.placed_at, new.placed_on, new.amount, new.client_name, new.talent_name, new.document_hash)
                is distinct from (old.placed_at, old.placed_on, old.amount, old.client_name, old.talent_name, old.document_hash)) then
        raise exception 'An order is never changed' using errcode = 'insufficient_privilege';
    end if;
    if (old.state, new.state) = ('ORDERED', 'CONFIRMED') and 2 <> (
            select count(*) from order_confirmation where order_id = new.order_id and document_hash = new.document_hash) then
        raise exception 'Both sides confirm the document of an order' using errcode = 'check_violation';
    end if;
    return new;
end $$;
