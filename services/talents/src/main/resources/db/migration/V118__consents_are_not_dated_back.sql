-- A consent says since when a client may read a name. So it is never dated back: a day changes only when it is given again or
-- taken back, and what was taken back stays so until then. Nobody deletes one either: its versions were told.
create or replace function guard_consent() returns trigger language plpgsql as $$
begin
    if new.version <> old.version + 1 then
        raise exception 'Versions of a consent have no gap' using errcode = 'check_violation';
    end if;
    if (new.consent_id, new.talent_id, new.organization_id, new.case_id) <> (old.consent_id, old.talent_id, old.organization_id, old.case_id) then
        raise exception 'A consent stays with its talent, client and case' using errcode = 'check_violation';
    end if;
    if new.given_at < old.given_at or new.withdrawn_at < new.given_at
            or new.given_at <> old.given_at and (old.state, new.state) <> ('WITHDRAWN', 'GIVEN') then
        raise exception 'A consent is not dated back' using errcode = 'check_violation';
    end if;
    if (old.state, new.state) = ('WITHDRAWN', 'WITHDRAWN') then
        raise exception 'A consent is taken back once' using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function refuse_consent_loss() returns trigger language plpgsql as $$
begin
    raise exception 'A consent is never deleted' using errcode = 'insufficient_privilege';
end $$;
create trigger consent_is_kept before delete or truncate on consent
    for each statement execute function refuse_consent_loss();
