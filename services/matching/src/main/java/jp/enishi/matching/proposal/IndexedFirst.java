package jp.enishi.matching.proposal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import jp.enishi.matching.index.IndexFeed;
import jp.enishi.platform.messaging.TransientFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Holds a record back, without a thread or a transaction, until this replica's index shows what the record says. */
@ApplicationScoped
class IndexedFirst {
    /** An index that has applied nothing for so long has stopped: the channel fails and the process is restarted. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Completes when searches see a record. */
    interface Seen {
        Uni<Void> upTo(TopicPartition partition, long offset);
    }

    private final Seen seen;
    private final DoubleSupplier grown;
    private final Duration patience;

    @Inject
    IndexedFirst(IndexFeed feed) {
        this(feed::awaitApplied, feed::appliedCount, PATIENCE);
    }

    /** @param grown a number that rises with whatever changes the index */
    IndexedFirst(Seen seen, DoubleSupplier grown, Duration patience) {
        this.seen = seen;
        this.grown = grown;
        this.patience = patience;
    }

    /** Completes on the context that it was called on. */
    Uni<Void> applied(ConsumerRecord<?, ?> record) {
        Context context = Vertx.currentContext();
        Uni<Void> applied = applied(new TopicPartition(record.topic(), record.partition()), record.offset());
        return context == null ? applied : applied.emitOn(task -> context.runOnContext(nothing -> task.run()));
    }

    /** A large index takes its time to be built: waits as long as it grows. */
    private Uni<Void> applied(TopicPartition partition, long offset) {
        return Uni.createFrom().deferred(() -> {
            double before = grown.getAsDouble();
            return seen.upTo(partition, offset)
                    .ifNoItem()
                    .after(patience)
                    .recoverWithUni(() -> grown.getAsDouble() > before
                            ? applied(partition, offset)
                            : Uni.createFrom().failure(new TransientFailure("the index does not catch up", null)));
        });
    }
}
