-- A coordinator settled what a meeting wanted adjusted without another version of the requirements, and why.
create table adjustment_settled (
    meeting_id   uuid        primary key,
    candidacy_id uuid        not null references candidacy,
    at           timestamptz not null default now(),
    actor        uuid        not null,
    reason       text        not null
);
create trigger adjustment_settled_is_immutable before update or delete or truncate on adjustment_settled
    for each statement execute function refuse_change();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert on adjustment_settled to %I', '${appRole}');
        execute format('revoke update, delete, truncate on adjustment_settled from %I', '${appRole}');
    end if;
end $$;
