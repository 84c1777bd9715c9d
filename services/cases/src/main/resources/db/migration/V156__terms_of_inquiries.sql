-- Which version of the terms of use a sender agreed to with their consent. Forgotten with the inquiry; none is known of those
-- that came before it was asked for.
alter table inquiry add column terms_version integer check (terms_version >= 1);
