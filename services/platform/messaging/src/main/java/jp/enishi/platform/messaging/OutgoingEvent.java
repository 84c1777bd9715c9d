package jp.enishi.platform.messaging;

import java.util.UUID;

/**
 * An event that is published after the running transaction has committed.
 *
 * @param type CloudEvents type, ends in {@code .v1}
 * @param topic Kafka topic, one per kind of aggregate
 * @param version the aggregate's version that this event made, from 1 and without a gap
 * @param data becomes the JSON body; non-personal facts only
 */
public record OutgoingEvent(String type, String topic, UUID aggregateId, long version, Object data) {
    public OutgoingEvent {
        if (version < 1) {
            throw new IllegalArgumentException("An event's version starts at 1, not " + version);
        }
    }
}
