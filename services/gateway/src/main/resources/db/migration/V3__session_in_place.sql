-- Tokens are renewed under the same key, and Keycloak names the session that it ended by its own id.
alter table session add column sid text;
create index session_sid on session (sid);
do $$
begin
  if exists (select 1 from pg_roles where rolname = '${appRole}') then
    execute format('revoke update (expires_at) on session from %I', '${appRole}');
    execute format('grant update (tokens) on session to %I', '${appRole}');
  end if;
end $$;
