-- A client takes the anonymised sheet that it was shown along as a document: nobody is named by that, so no consent is needed.
alter table disclosure drop constraint disclosure_consent_check;
alter table disclosure add constraint disclosure_consent_check
    check (purpose in ('MATCHING', 'PROPOSAL') or level = 'ANONYMISED' or consent_id is not null);
