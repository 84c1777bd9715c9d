package jp.enishi.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads a CloudEvent in binary mode from bytes. Whatever is wrong with a record ends here, as one {@link Poison}. */
final class CloudEventReader {
    static final int MAXIMUM_BYTES = 1_048_576;

    private CloudEventReader() {}

    /** What a record turned out to be. */
    sealed interface Reading {}

    record Event(ReceivedEvent event) implements Reading {}

    /** A record that can never be applied; what could be read of it tells which aggregate has to wait. */
    record Poison(
            String code,
            String cause,
            @Nullable UUID aggregateId,
            @Nullable Long version,
            @Nullable UUID eventId) implements Reading {}

    static Reading read(ConsumerRecord<String, byte[]> record, Set<String> types) {
        UUID key = uuid(record.key());
        String subject = header(record, "ce_subject");
        UUID id = uuid(header(record, "ce_id"));
        Long version = version(header(record, "ce_aggregateversion"));
        boolean keyed = key != null && (subject == null || key.equals(uuid(subject)));
        UUID aggregate = keyed ? key : null;
        if (key == null || !keyed) {
            return new Poison("wrong-key", "The key is not the id of the aggregate", null, version, id);
        }
        String missing = missing(record);
        if (missing != null) {
            return new Poison("missing-header", "The header " + missing + " is missing", aggregate, version, id);
        }
        if (id == null || version == null || version < 1) {
            return new Poison("bad-header", "ce_id or ce_aggregateversion cannot be read", aggregate, version, id);
        }
        if (!"1.0".equals(header(record, "ce_specversion"))) {
            return new Poison("bad-header", "ce_specversion is not 1.0", aggregate, version, id);
        }
        String type = String.valueOf(header(record, "ce_type"));
        if (!types.contains(type)) {
            return new Poison("unknown-type", "The type does not belong to this topic", aggregate, version, id);
        }
        byte[] value = record.value();
        if (value == null && !type.endsWith(OutgoingEvent.ERASED)) {
            return new Poison("no-value", "The record has no value", aggregate, version, id);
        }
        if (value != null && value.length > MAXIMUM_BYTES) {
            return new Poison("too-large", "The value has " + value.length + " bytes", aggregate, version, id);
        }
        try {
            Instant time = Instant.parse(String.valueOf(header(record, "ce_time")));
            if (value == null) {
                JsonNode nothing = EventJson.mapper().createObjectNode();
                return new Event(new ReceivedEvent(id, type, key, version, time, nothing));
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            JsonNode data = EventJson.mapper().readTree(text);
            if (!data.isObject()) {
                return new Poison("bad-json", "The body is not a JSON object", aggregate, version, id);
            }
            return new Event(new ReceivedEvent(id, type, key, version, time, data));
        } catch (DateTimeParseException unreadable) {
            return new Poison("bad-header", "ce_time cannot be read", aggregate, version, id);
        } catch (CharacterCodingException unreadable) {
            return new Poison("bad-json", "The body is not UTF-8", aggregate, version, id);
        } catch (IOException unreadable) {
            return new Poison("bad-json", "The body is not JSON", aggregate, version, id);
        }
    }

    private static @Nullable String missing(ConsumerRecord<String, byte[]> record) {
        for (String name :
                new String[] {"ce_specversion", "ce_id", "ce_type", "ce_time", "ce_subject", "ce_aggregateversion"}) {
            if (header(record, name) == null) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null || text.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private static @Nullable Long version(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
