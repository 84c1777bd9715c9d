package jp.enishi.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that was parsed and whose turn it is: the consumer has applied exactly the versions before it.
 *
 * @param time when the change was committed at its source
 * @param data the body; an empty object for a tombstone, whose type ends in {@code -erased.v1}
 */
public record ReceivedEvent(UUID id, String type, UUID aggregateId, long version, Instant time, JsonNode data) {

    private static final ObjectMapper JSON = EventJson.mapper();

    /** The body as a record; fields that the record does not know are skipped, so that new optional fields do no harm. */
    public <T> T as(Class<T> type) {
        try {
            return JSON.treeToValue(data, type);
        } catch (JsonProcessingException unreadable) {
            throw new MalformedEvent("body-does-not-fit", unreadable);
        }
    }
}
