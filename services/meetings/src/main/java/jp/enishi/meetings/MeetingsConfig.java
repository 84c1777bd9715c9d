package jp.enishi.meetings;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;

/** How people are invited. */
@ConfigMapping(prefix = "meetings")
public interface MeetingsConfig {
    /** The mail address in whose name invitations go out and to which calendars answer. */
    String organizer();

    /** Where people reach Enishi. */
    URI publicUrl();

    /** How long before its beginning people must know of a date that a coordinator fixes or moves. */
    Duration notice();

    /** The service's own clock. */
    Clock clock();

    /** When the service looks for what is due. */
    interface Clock {
        /** How often, as the scheduler reads it. */
        String every();
    }
}
