-- What a saved search of talent found is a recruiting notice: its mail is written when it leaves, from the listing as it is then,
-- and who was told is told of changes and the end. Recommended is a case as it was when it was found: so long its news wait.
alter table news add column case_version bigint;
update news set case_version = 1 where kind = 'SAVED_SEARCH' and case_id is not null and not told;

update notification set case_id = (data ->> 'caseId')::uuid where kind = 'SAVED_SEARCH' and data ->> 'caseId' is not null;
update mail m set case_id = n.case_id from notification n
    where n.notification_id = m.notification_id and m.kind = 'SAVED_SEARCH' and not m.digest;
