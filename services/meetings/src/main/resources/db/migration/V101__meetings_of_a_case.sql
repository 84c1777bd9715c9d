-- What happened to a case is asked with all its meetings, those that are over too.
create index meeting_of_case on meeting (case_id, meeting_id desc);
