package jp.enishi.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.platform.operations.Trace;
import org.hibernate.reactive.engine.ReactiveAfterTransactionCompletionProcess;
import org.hibernate.reactive.engine.ReactiveBeforeTransactionCompletionProcess;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;
import org.jspecify.annotations.Nullable;

/**
 * Events that leave with the running transaction or not at all. The row is written after the aggregate's own row was
 * flushed and so locked: per aggregate the order of {@code seq} is the order of commits, which the {@link Relay} keeps.
 */
@ApplicationScoped
public class Outbox {
    private record Row(
            int shard,
            UUID aggregate,
            long version,
            String type,
            String topic,
            @Nullable Object payload) {}

    private final Relay relay;
    private final MessagingSettings settings;

    Outbox(Relay relay, MessagingSettings settings) {
        this.relay = relay;
        this.settings = settings;
    }

    /** Writes the row inside the running transaction. A version that was used before fails on the unique key. */
    public Uni<Void> append(OutgoingEvent event) {
        return append(List.of(event));
    }

    /** The same for several, by one statement; those of one aggregate leave in the order of their versions. */
    public Uni<Void> append(List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Row> rows = events.stream()
                .map(event -> new Row(
                        shardOf(event.aggregateId(), settings.shards()),
                        event.aggregateId(),
                        event.version(),
                        event.type(),
                        event.topic(),
                        event.data()))
                .toList();
        String written;
        try {
            written = EventJson.mapper().writeValueAsString(rows);
        } catch (JsonProcessingException unwritable) {
            return Uni.createFrom().failure(unwritable);
        }
        String trace = Optional.ofNullable(Trace.current()).orElse("");
        String span = Optional.ofNullable(Trace.span()).orElse("");
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .call(session -> session.createNativeQuery("""
                        insert into outbox (shard, aggregate_id, version, type, topic, payload, trace_id, span_id)
                        select shard, aggregate, version, type, topic, coalesce(payload, 'null'), nullif(:trace, ''),
                            nullif(:span, '')
                        from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                            as event (shard int, aggregate uuid, version bigint, type text, topic text, payload jsonb)
                        order by version""")
                        .setParameter("rows", written)
                        .setParameter("trace", trace)
                        .setParameter("span", span)
                        .executeUpdate())
                .invoke(session ->
                        rows.stream().map(Row::shard).distinct().forEach(shard -> wakeAfterCommit(session, shard)))
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
