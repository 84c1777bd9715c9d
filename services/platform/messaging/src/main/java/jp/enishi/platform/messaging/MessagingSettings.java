package jp.enishi.platform.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of relay and inbox; the defaults are for production. */
@ConfigMapping(prefix = "enishi.messaging")
public interface MessagingSettings {
    /** How many relays share the outbox, by aggregate. Drain the outbox before changing it. */
    @WithDefault("2")
    int shards();

    /** How long the relay sleeps when nobody wakes it. */
    @WithDefault("100ms")
    Duration poll();

    /** How long a relay owns its shard without renewing, and so how long its successor waits after a crash. */
    @WithDefault("5s")
    Duration lease();

    /** Rows in one batch of the relay. */
    @WithDefault("200")
    int batch();

    /** How long an aggregate waits after Kafka refused one of its events. */
    @WithDefault("2s")
    Duration pause();

    /** How long sent rows are kept. */
    @WithDefault("7d")
    Duration keep();

    /** Longest time for which an event is tried again in place before the channel fails. */
    @WithDefault("10m")
    Duration patience();

    /** Whether this process relays and consumes; off for tools that only write. */
    @WithDefault("true")
    boolean enabled();
}
