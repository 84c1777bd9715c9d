-- One database with its two roles: the owner runs the migrations, the application owns nothing. Run as a superuser, again
-- whenever a password has changed; the runner, Compose and Kubernetes run this same file:
--   psql -v database=cases -v owner=cases_owner -v owner_password=… -v app=cases_app -v app_password=… -f roles.sql
-- Each line that ends with \gexec makes the statements that are then run; nothing else of psql is used but \connect.

select format('create role %I login nosuperuser nocreatedb nocreaterole', :'owner') where not exists (select from pg_roles where rolname = :'owner') \gexec
select format('create role %I login nosuperuser nocreatedb nocreaterole', :'app') where not exists (select from pg_roles where rolname = :'app') \gexec
alter role :"owner" password :'owner_password';
alter role :"app" password :'app_password';

select format('create database %I owner %I', :'database', :'owner') where not exists (select from pg_database where datname = :'database') \gexec
revoke all on database :"database" from public;
grant connect on database :"database" to :"app";

\connect :"database"
revoke all on schema public from public;
alter schema public owner to :"owner";
grant usage on schema public to :"app";
alter default privileges for role :"owner" in schema public grant select, insert, update, delete on tables to :"app";
alter default privileges for role :"owner" in schema public grant usage, select on sequences to :"app";
alter default privileges for role :"owner" in schema public grant execute on functions to :"app";
