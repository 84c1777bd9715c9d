-- When and how much talent works for a client, as contracts told of it: their availability follows.
create table engagement (
    engagement_id uuid    primary key,
    talent_id     uuid    not null,
    start_on      date    not null,
    end_on        date    not null check (end_on >= start_on),
    utilisation   integer not null check (utilisation between 1 and 100)
);
create index engagement_of_talent on engagement (talent_id);

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update on engagement to %I', '${appRole}');
        execute format('revoke delete, truncate on engagement from %I', '${appRole}');
    end if;
end $$;
