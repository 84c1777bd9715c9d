-- Values of rules that hold from a day to come: the past is never written, and what was written stays. Of two for the same
-- rule and day the later counts.
create table dated_rule (
    position bigint      generated always as identity primary key,
    rule     text        not null,
    from_day date        not null,
    value    integer     not null check (value >= 0),
    reason   text        not null check (reason <> ''),
    added_by uuid        not null,
    added_at timestamptz not null default clock_timestamp()
);

create trigger dated_rule_stays before update or delete or truncate on dated_rule
    for each statement execute function refuse_change();

create function guard_dated_rule() returns trigger language plpgsql as $$
begin
    if new.from_day <= today_in_japan() then
        raise exception 'A rule is never changed backwards' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger dated_rule_is_guarded before insert on dated_rule for each row execute function guard_dated_rule();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert on dated_rule to %I', '${appRole}');
        execute format('revoke update, delete, truncate on dated_rule from %I', '${appRole}');
    end if;
end $$;
