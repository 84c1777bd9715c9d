package jp.enishi.matching.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import jp.enishi.platform.messaging.TransientFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class IndexedFirstTest {
    private static final ConsumerRecord<String, String> RECORD = new ConsumerRecord<>("topic", 0, 7, "key", "value");
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void anIndexThatGrowsIsWaitedForLongerThanOneThatDoesNot() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger grown = new AtomicInteger();
        IndexedFirst growing = new IndexedFirst(
                (partition, offset) -> asked.incrementAndGet() < 5
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().voidItem(),
                grown::incrementAndGet,
                PATIENCE);
        growing.applied(RECORD).await().atMost(LONG);
        assertThat(asked).hasValue(5);
    }

    @Test
    void anIndexThatHasStoppedIsNotWaitedForAnyLonger() {
        AtomicInteger grown = new AtomicInteger();
        IndexedFirst stopping = new IndexedFirst(
                (partition, offset) -> Uni.createFrom().nothing(),
                () -> Math.min(grown.incrementAndGet(), 4),
                PATIENCE);
        assertThatThrownBy(() -> stopping.applied(RECORD).await().atMost(LONG))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("does not catch up");
        assertThat(grown).hasValueGreaterThanOrEqualTo(4);
    }
}
