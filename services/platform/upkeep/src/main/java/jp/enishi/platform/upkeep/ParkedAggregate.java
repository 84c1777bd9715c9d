package jp.enishi.platform.upkeep;

import java.time.Instant;
import java.util.UUID;
import jp.enishi.platform.messaging.Parked;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate whose events wait for a repair at one consumer.
 *
 * @param aggregateId absent for a record that names none
 * @param next where a replay begins
 */
public record ParkedAggregate(
        String consumer,
        @Nullable UUID aggregateId,
        @Nullable String reason,
        long waiting,
        Instant since,
        ParkedEvent next) {
    static ParkedAggregate of(Parked.Aggregate aggregate) {
        return new ParkedAggregate(
                aggregate.consumer(),
                aggregate.aggregateId(),
                aggregate.reason(),
                aggregate.waiting(),
                aggregate.since(),
                ParkedEvent.of(aggregate.next()));
    }
}
