package jp.enishi.matching.proposal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import jp.enishi.matching.index.IndexFeed;
import jp.enishi.platform.messaging.TransientFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Holds a record back, without a thread or a transaction, until this replica's index shows what the record says. */
@ApplicationScoped
class IndexedFirst {
    /** Longer than building the index again takes; after it the channel fails and the process is restarted. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final IndexFeed feed;

    IndexedFirst(IndexFeed feed) {
        this.feed = feed;
    }

    /** Completes on the context that it was called on. */
    Uni<Void> applied(ConsumerRecord<?, ?> record) {
        Context context = Vertx.currentContext();
        Uni<Void> applied = feed.awaitApplied(new TopicPartition(record.topic(), record.partition()), record.offset())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new TransientFailure("the index does not catch up", null));
        return context == null ? applied : applied.emitOn(task -> context.runOnContext(nothing -> task.run()));
    }
}
