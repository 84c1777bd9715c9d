package jp.enishi.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Measures of how late something is, with the same bounds in every service, so that dashboards and alerts can compare them. */
public final class Delays {
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private Delays() {}

    /** From an event's commit at its source to the commit of its effect at that consumer. */
    static Timer ofEvents(MeterRegistry registry, String consumer) {
        return Timer.builder("enishi_event_delay")
                .tag("consumer", consumer)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /** From the commit that causes a mail to the mail server that takes it. */
    public static Timer ofMails(MeterRegistry registry) {
        return Timer.builder("enishi_mail_delay").serviceLevelObjectives(BOUNDS).register(registry);
    }
}
