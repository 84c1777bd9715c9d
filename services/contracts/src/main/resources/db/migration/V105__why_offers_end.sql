-- Who refused an offer or took it back, and why; the words only as far as who said them lets the other side read them.
create table offer_ending (
    offer_id uuid        primary key references offer,
    side     text        not null check (side in ('CLIENT', 'TALENT')),
    at       timestamptz not null,
    code     text check (code in ('FEE', 'TERMS', 'TIMING', 'OTHER_WORK', 'OTHER')),
    reason   text check (btrim(reason) <> ''),
    shared   boolean     not null
);
create trigger offer_ending_is_written_once before update or delete or truncate on offer_ending
    for each statement execute function refuse_change();

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, insert on offer_ending to %I', '${appRole}');
        execute format('revoke update, delete, truncate on offer_ending from %I', '${appRole}');
    end if;
end $$;
