-- An agreement is a consent too: client and talent must know each other's names to be bound. And the order document
-- names the talent to the client, which is a disclosure like any other.
alter table consent add column ground text not null default 'WORD' check (ground in ('WORD', 'AGREEMENT'));

alter table disclosure drop constraint disclosure_purpose_check;
alter table disclosure add constraint disclosure_purpose_check
    check (purpose in ('PROPOSAL', 'SELECTION', 'CONTRACT', 'ORDER_DOCUMENT'));
