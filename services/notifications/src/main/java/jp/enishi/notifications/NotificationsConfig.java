package jp.enishi.notifications;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;

/** What people are told, how often and how fast. */
@ConfigMapping(prefix = "enishi.notifications")
public interface NotificationsConfig {
    /** Where readers reach Enishi: the base of every link in a mail. */
    URI publicUrl();

    /** Most mails about cases to one person on one day in Japan; what is more stays in the inbox. */
    int dailyMails();

    /** After so many refusals by the mail server a mail is given up. */
    int mailAttempts();

    /** How long a sender owns a mail. One sending may take a third of it, so that its end is known before another tries. */
    Duration mailLease();

    /** Longest wait for news that another replica wrote. */
    Duration poll();

    /** How often a quiet stream shows that it is alive. */
    Duration keepAlive();
}
