package jp.enishi.platform.upkeep;

import java.time.Instant;
import jp.enishi.platform.messaging.Parked;
import org.jspecify.annotations.Nullable;

/** An event that could not be applied, without what it says. */
public record ParkedEvent(
        @Nullable Long version,
        @Nullable String type,
        String code,
        String cause,
        String topic,
        int partition,
        long offset,
        Instant parkedAt) {
    static ParkedEvent of(Parked.Event event) {
        return new ParkedEvent(
                event.version(),
                event.type(),
                event.code(),
                event.cause(),
                event.topic(),
                event.partition(),
                event.offset(),
                event.parkedAt());
    }
}
