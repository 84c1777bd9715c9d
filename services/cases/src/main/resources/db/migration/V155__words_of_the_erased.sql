-- Whoever is erased is spoken of no more: what was written at the steps of their candidacies, by themselves or about them, goes.
-- That there was a step, when, by whom and for which coded reason stays, and nobody changes anything else of it.
create function guard_candidacy_step() returns trigger language plpgsql as $$
begin
    if new.reason_text is null and to_jsonb(new) - 'reason_text' = to_jsonb(old) - 'reason_text'
            and exists (select from candidacy c join erased_talent e on e.talent_id = c.talent_id
                        where c.candidacy_id = old.candidacy_id) then
        return new;
    end if;
    raise exception 'Rows of candidacy_step never change' using errcode = 'insufficient_privilege';
end $$;
drop trigger candidacy_step_is_immutable on candidacy_step;
create trigger candidacy_step_is_kept before delete or truncate on candidacy_step for each statement execute function refuse_change();
create trigger candidacy_step_is_immutable before update on candidacy_step for each row execute function guard_candidacy_step();

-- The accounts for signing in of those who were erased, to be closed; one that is done stays, so that no replay does it again.
create table account_closing (
    user_id     uuid        primary key,
    asked_at    timestamptz not null default now(),
    attempts    integer     not null default 0,
    next_at     timestamptz not null default now(),
    done_at     timestamptz,
    outcome     text check (outcome in ('CLOSED', 'IN_USE')),
    check ((done_at is null) = (outcome is null))
);
create index account_closing_due on account_closing (next_at) where done_at is null;

create or replace function forget_talent(erased uuid) returns bigint language plpgsql
    security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    gone bigint;
begin
    insert into erased_talent (talent_id) values (erased) on conflict do nothing;
    insert into account_closing (user_id) select distinct t.user_id from talent_sheet t where t.talent_id = erased and t.user_id is not null
        on conflict do nothing;
    delete from talent_sheet t where t.talent_id = erased
        and not exists (select from candidacy c where c.talent_id = t.talent_id and c.talent_version = t.version)
        and not exists (select from proposal_seat p where p.talent_id = t.talent_id and p.talent_version = t.version);
    get diagnostics gone = row_count;
    update talent_sheet set user_id = null, wishes = null, availability = null where talent_id = erased;
    update candidacy set message = '' where talent_id = erased and message <> '';
    update candidacy_step set reason_text = null where reason_text is not null
        and candidacy_id in (select c.candidacy_id from candidacy c where c.talent_id = erased);
    return gone;
end $$;

-- Who was erased before this is forgotten likewise.
update candidacy_step set reason_text = null where reason_text is not null
    and candidacy_id in (select c.candidacy_id from candidacy c join erased_talent e on e.talent_id = c.talent_id);

do $$
begin
    if '${appRole}' <> current_user and exists (select from pg_roles where rolname = '${appRole}') then
        execute format('grant select, update on account_closing to %I', '${appRole}');
        execute format('revoke insert, delete, truncate on account_closing from %I', '${appRole}');
    end if;
end $$;
