-- That the client was reminded of an item that is to be decided soon: once.
create table order_task_reminder (
    task_id uuid        primary key references order_task,
    at      timestamptz not null
);

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert on order_task_reminder to %I', '${appRole}');
        execute format('revoke update, delete, truncate on order_task_reminder from %I', '${appRole}');
    end if;
end $$;
