package jp.enishi.platform.messaging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is published after the running transaction has committed.
 *
 * @param type CloudEvents type, ends in {@code .v1}
 * @param topic Kafka topic, one per kind of aggregate
 * @param version the aggregate's version that this event made, from 1 and without a gap
 * @param data becomes the JSON body; non-personal facts only. Null for a tombstone, see {@link #tombstone}
 */
public record OutgoingEvent(
        String type,
        String topic,
        UUID aggregateId,
        long version,
        @Nullable Object data) {
    /** How the types of tombstones end. */
    static final String ERASED = "-erased.v1";

    public OutgoingEvent {
        if (version < 1) {
            throw new IllegalArgumentException("An event's version starts at 1, not " + version);
        }
        if (type.endsWith(ERASED) != (data == null)) {
            throw new IllegalArgumentException("An event without a body says that something was erased: " + type);
        }
    }

    /**
     * The last event of an aggregate that was erased: a record without a body, which says by its key alone that whoever keeps
     * something of it forgets it. Its type ends in {@code -erased.v1}.
     */
    public static OutgoingEvent tombstone(String type, String topic, UUID aggregateId, long version) {
        return new OutgoingEvent(type, topic, aggregateId, version, null);
    }
}
