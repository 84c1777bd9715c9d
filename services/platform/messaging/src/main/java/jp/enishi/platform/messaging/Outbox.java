package jp.enishi.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.platform.operations.Trace;
import org.hibernate.reactive.engine.ReactiveAfterTransactionCompletionProcess;
import org.hibernate.reactive.engine.ReactiveBeforeTransactionCompletionProcess;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;

/**
 * Events that leave with the running transaction or not at all. The row is written after the aggregate's own row was
 * flushed and so locked: per aggregate the order of {@code seq} is the order of commits, which the {@link Relay} keeps.
 */
@ApplicationScoped
public class Outbox {
    private final Relay relay;
    private final MessagingSettings settings;

    Outbox(Relay relay, MessagingSettings settings) {
        this.relay = relay;
        this.settings = settings;
    }

    /** Writes the row inside the running transaction. A version that was used before fails on the unique key. */
    public Uni<Void> append(OutgoingEvent event) {
        String body;
        try {
            body = EventJson.mapper().writeValueAsString(event.data());
        } catch (JsonProcessingException unwritable) {
            return Uni.createFrom().failure(unwritable);
        }
        String trace = Optional.ofNullable(Trace.current()).orElse("");
        String span = Optional.ofNullable(Trace.span()).orElse("");
        int shard = shardOf(event.aggregateId(), settings.shards());
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .call(session -> session.createNativeQuery("""
                        insert into outbox (shard, aggregate_id, version, type, topic, payload, trace_id, span_id)
                        values (:shard, :aggregate, :version, :type, :topic, cast(cast(:payload as text) as jsonb),
                            nullif(:trace, ''), nullif(:span, ''))""")
                        .setParameter("shard", shard)
                        .setParameter("aggregate", event.aggregateId())
                        .setParameter("version", event.version())
                        .setParameter("type", event.type())
                        .setParameter("topic", event.topic())
                        .setParameter("payload", body)
                        .setParameter("trace", trace)
                        .setParameter("span", span)
                        .executeUpdate())
                .invoke(session -> wakeAfterCommit(session, shard))
                .replaceWithVoid();
    }

    static int shardOf(UUID aggregateId, int shards) {
        return Math.floorMod(aggregateId.hashCode(), shards);
    }

    private void wakeAfterCommit(Mutiny.Session session, int shard) {
        var queue = ((MutinySessionImpl) session).unwrap(ReactiveSession.class).getReactiveActionQueue();
        ReactiveBeforeTransactionCompletionProcess before = ignored -> {
            Failpoint.hit("outbox.beforeCommit");
            return Uni.createFrom().voidItem().subscribeAsCompletionStage();
        };
        ReactiveAfterTransactionCompletionProcess after = (committed, ignored) -> {
            if (committed) {
                Failpoint.hit("outbox.afterCommit");
                relay.wake(shard);
            }
            return Uni.createFrom().voidItem().subscribeAsCompletionStage();
        };
        queue.registerProcess(before);
        queue.registerProcess(after);
    }
}
