-- A refreshed session lives on for some seconds under its old key, for requests that were already under way.
do $$
begin
  if exists (select 1 from pg_roles where rolname = '${appRole}') then
    execute format('grant update (expires_at) on session to %I', '${appRole}');
  end if;
end $$;
