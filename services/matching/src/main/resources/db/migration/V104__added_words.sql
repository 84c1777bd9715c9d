-- The words that administrators added to the shipped taxonomy, as talents told them last: all of those in force.
create table added_words (
    taxonomy_id uuid   primary key,
    revision    bigint not null check (revision >= 1),
    words       jsonb  not null check (jsonb_typeof(words) = 'array')
);

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert, update, delete on added_words to %I', '${appRole}');
    end if;
end $$;
