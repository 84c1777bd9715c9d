-- On the last day for the client's notice people are told once more (フリーランス法 art. 16).
insert into engagement_due (engagement_id, kind, due_on)
    select engagement_id, 'NOTICE', notice_by from engagement
    where state in ('PLANNED', 'ACTIVE') and notice_by >= today_in_japan()
    on conflict do nothing;
