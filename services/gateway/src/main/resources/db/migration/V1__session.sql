-- Tokens of signed-in browsers. The browser holds the random key; only its hash is kept here, the tokens are sealed.
create table session (
  key_hash bytea primary key,
  tokens bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

do $$
begin
  if exists (select 1 from pg_roles where rolname = '${appRole}') then
    execute format('grant select, insert, delete on session to %I', '${appRole}');
  end if;
end $$;
