-- A number that people can read out: PO-2026-000123. The year is that of the agreement in Japan.
create sequence order_serial;
alter table work_order add column serial bigint not null default nextval('order_serial') unique;

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant usage on sequence order_serial to %I', '${appRole}');
    end if;
end $$;
