-- How many notifications of a reader are unread is counted whenever the inbox is shown, and they are marked at once.
create index notification_unread on notification (user_id, position) where read_at is null;
