-- Coordinators read the ledger of everybody by the time of what was seen, all of it or what one client saw.
create index disclosure_by_time on disclosure (at desc, disclosure_id desc);
create index disclosure_of_organization on disclosure (organization_id, at desc, disclosure_id desc);
