package jp.enishi.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.test.Events;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A record without a body is the last event of what was erased, and nothing else. */
class TombstoneTest {
    private static final String ERASED = "test.thing-erased.v1";
    private static final String CHANGED = "test.thing-changed.v1";

    private final UUID thing = UUID.randomUUID();

    @Test
    void aTombstoneIsAnEventWithoutData() {
        assertThat(read(ERASED)).isInstanceOfSatisfying(CloudEventReader.Event.class, read -> {
            assertThat(read.event().type()).isEqualTo(ERASED);
            assertThat(read.event().aggregateId()).isEqualTo(thing);
            assertThat(read.event().version()).isEqualTo(3);
            assertThat(read.event().data()).isEmpty();
        });
    }

    @Test
    void anyOtherRecordWithoutABodyIsPoison() {
        assertThat(read(CHANGED))
                .isInstanceOfSatisfying(
                        CloudEventReader.Poison.class,
                        read -> assertThat(read.code()).isEqualTo("no-value"));
    }

    @Test
    void onlyATombstoneLeavesWithoutABody() {
        assertThat(OutgoingEvent.tombstone(ERASED, "test.thing", thing, 3).data())
                .isNull();
        assertThatThrownBy(() -> OutgoingEvent.tombstone(CHANGED, "test.thing", thing, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutgoingEvent(ERASED, "test.thing", thing, 3, Map.of("n", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private CloudEventReader.Reading read(String type) {
        var record = new ConsumerRecord<String, byte[]>("test.thing", 0, 0, thing.toString(), null);
        Events.headers(UUID.randomUUID(), type, thing, 3)
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return CloudEventReader.read(record, Set.of(ERASED, CHANGED));
    }
}
