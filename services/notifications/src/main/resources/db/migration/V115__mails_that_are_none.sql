-- The talent's own step was queued as a mail because the same step is mailed to others. There are no words for it: it never left.
update mail m set state = 'CANCELLED', outcome = 'inbox-only', lease_until = null
    from notification n
    where n.notification_id = m.notification_id and m.state in ('NEW', 'SENDING')
        and n.kind = 'CANDIDACY' and n.data ->> 'event' in ('APPLIED', 'WITHDRAWN', 'PASSED');
