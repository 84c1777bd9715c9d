-- A talent is one document under one version. What must hold whatever the code does, stands here.
create table talent (
    id         uuid        primary key,
    user_id    uuid,
    version    bigint      not null check (version >= 1),
    status     text        not null check (status in ('ACTIVE')),
    document   jsonb       not null check (jsonb_typeof(document -> 'profile') = 'object'),
    created_at timestamptz not null,
    changed_at timestamptz not null
);
-- One talent for each account; people registered by a coordinator may have none yet.
create unique index talent_one_per_user on talent (user_id) where user_id is not null;

-- Every version for ever: which part changed, by whom, when, and the whole as it was afterwards.
create table talent_version (
    talent_id  uuid        not null references talent (id),
    version    bigint      not null check (version >= 1),
    at         timestamptz not null,
    part       text        not null check (part in ('PROFILE', 'RESUME', 'AVAILABILITY', 'WISHES')),
    actor      uuid,
    actor_role text        not null,
    document   jsonb       not null,
    primary key (talent_id, version)
);

create function refuse_talent_version_change() returns trigger language plpgsql as $$
begin
    raise exception 'A version of a talent never changes' using errcode = 'insufficient_privilege';
end $$;
create trigger talent_version_is_insert_only before update or truncate on talent_version
    for each statement execute function refuse_talent_version_change();

-- A version is one more than the one before, also when two writers race.
create function refuse_version_leap() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'A talent goes from version % to %', old.version, old.version + 1 using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger talent_version_has_no_gap before update on talent
    for each row execute function refuse_version_leap();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on talent to %I', '${appRole}');
        execute format('grant select, insert on talent_version to %I', '${appRole}');
        execute format('revoke delete, truncate on talent from %I', '${appRole}');
        execute format('revoke update, delete, truncate on talent_version from %I', '${appRole}');
    end if;
end $$;
