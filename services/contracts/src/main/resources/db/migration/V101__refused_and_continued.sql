-- What a talent refused is never ordered: there is no second offer for the same candidacy either.
create function guard_new_offer() returns trigger language plpgsql as $$
begin
    if exists (select from offer where candidacy_id = new.candidacy_id and state = 'REFUSED') then
        raise exception 'An offer for this candidacy was refused' using errcode = 'check_violation';
    end if;
    return null;
end $$;
-- After the insert, so that an offer that is being refused at the same moment is waited for by the unique index first.
create trigger offer_is_not_made_again after insert on offer for each row execute function guard_new_offer();

-- The first day of the engagements of the same two parties that this one continues (フリーランス法 art. 16); empty where
-- it continues none.
alter table engagement add column continued_since date check (continued_since < start_on);
create index engagement_of_both on engagement (organization_id, talent_user_id, end_on);
