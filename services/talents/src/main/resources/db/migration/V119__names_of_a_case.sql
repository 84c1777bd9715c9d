-- Whom a client may name is asked with every list of a case, and whether the ledger has it already.
create index consent_of_case on consent (case_id, organization_id);
create index disclosure_of_consent on disclosure (consent_id, viewer_id, at);
