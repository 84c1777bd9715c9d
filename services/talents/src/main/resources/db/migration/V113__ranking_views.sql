-- A client that looks through the people who fit its case sees their anonymised sheets, without a proposal.
alter table disclosure drop constraint disclosure_purpose_check;
alter table disclosure add constraint disclosure_purpose_check
    check (purpose in ('MATCHING', 'PROPOSAL', 'SELECTION', 'CONTRACT', 'ORDER_DOCUMENT'));

-- Nobody is named there without a consent, and nobody is named in a ranking at all.
alter table disclosure drop constraint disclosure_check1;
alter table disclosure add constraint disclosure_consent_check
    check (purpose in ('MATCHING', 'PROPOSAL') or consent_id is not null);
alter table disclosure add constraint disclosure_matching_check check (purpose <> 'MATCHING' or level = 'ANONYMISED');
