-- What is known of candidacies is a read model of their topic: a rebuild forgets a candidacy and applies its events again.
do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant delete on candidacy to %I', '${appRole}');
    end if;
end $$;
