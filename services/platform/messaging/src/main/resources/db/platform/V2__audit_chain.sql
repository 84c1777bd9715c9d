-- Every audit entry carries a hash over itself and over the entry before it about the same object: a row that was changed,
-- removed, swapped or slipped in is found by computing again. The head keeps how many there are and the last hash, so that
-- a cut end is found too. Its row lock orders writers of one object; there is no lock that all share.

create table audit_head (
    object_type text   not null,
    object_id   uuid   not null,
    position    bigint not null check (position >= 1),
    hash        bytea  not null,
    primary key (object_type, object_id)
) with (fillfactor = 70);

alter table audit add column position bigint, add column hash bytea;

-- A column that audit gets later is only protected when it becomes part of the hash.
create function audit_hash(previous bytea, place bigint, entry audit) returns bytea language sql stable as $$
    select sha256(previous || convert_to(jsonb_build_array(place, entry.seq,
        (extract(epoch from entry.at) * 1000000)::bigint, entry.actor, entry.role, entry.action, entry.object_type,
        entry.object_id, entry.version, entry.reason)::text, 'UTF8'))
$$;

-- Runs with the owner's rights: the service adds entries, but can neither write heads nor choose time, place or hash.
create function chain_audit_entry() returns trigger language plpgsql
    security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    new.at = now();
    insert into audit_head as head (object_type, object_id, position, hash)
    values (new.object_type, new.object_id, 1, audit_hash('', 1, new))
    on conflict (object_type, object_id) do update
        set position = head.position + 1, hash = audit_hash(head.hash, head.position + 1, new)
    returning head.position, head.hash into new.position, new.hash;
    return new;
end $$;

-- Entries from before the chain are taken into it as they stand.
alter table audit disable trigger audit_is_insert_only;
do $$
declare
    entry audit;
begin
    for entry in select * from audit order by seq loop
        insert into audit_head as head (object_type, object_id, position, hash)
        values (entry.object_type, entry.object_id, 1, audit_hash('', 1, entry))
        on conflict (object_type, object_id) do update
            set position = head.position + 1, hash = audit_hash(head.hash, head.position + 1, entry)
        returning head.position, head.hash into entry.position, entry.hash;
        update audit set position = entry.position, hash = entry.hash where seq = entry.seq;
    end loop;
end $$;
alter table audit enable trigger audit_is_insert_only;

alter table audit
    alter column position set not null,
    alter column hash set not null,
    add constraint audit_position unique (object_type, object_id, position);
drop index audit_object;

create trigger audit_is_chained before insert on audit for each row execute function chain_audit_entry();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('revoke insert, update, delete, truncate on audit_head from %I', '${appRole}');
    end if;
end $$;
