-- The words that administrators added to the shipped taxonomy, or took back: one row for each change, and none of them ever
-- changes. The number of the newest is the revision of them all.
create table taxonomy_edit (
    revision  bigint      primary key check (revision >= 1),
    change    text        not null check (change in ('ADD', 'RETIRE')),
    concept   text        not null check (concept <> ''),
    word      text        not null check (word <> ''),
    reason    text        not null check (reason <> ''),
    edited_by uuid        not null,
    edited_at timestamptz not null
);

create function guard_taxonomy_edit() returns trigger language plpgsql as $$
begin
    if new.revision <> (select coalesce(max(revision), 0) + 1 from taxonomy_edit) then
        raise exception 'Revisions of the taxonomy have no gap' using errcode = 'unique_violation';
    end if;
    return new;
end $$;
create trigger taxonomy_edit_has_no_gap before insert on taxonomy_edit
    for each row execute function guard_taxonomy_edit();

create function refuse_taxonomy_edit_change() returns trigger language plpgsql as $$
begin
    raise exception 'An edit of the taxonomy never changes' using errcode = 'insufficient_privilege';
end $$;
create trigger taxonomy_edit_is_insert_only before update or delete or truncate on taxonomy_edit
    for each statement execute function refuse_taxonomy_edit_change();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert on taxonomy_edit to %I', '${appRole}');
    end if;
end $$;
