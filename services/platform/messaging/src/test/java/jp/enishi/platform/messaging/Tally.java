package jp.enishi.platform.messaging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import jp.enishi.platform.operations.Trace;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class Tally implements EventHandler {
    static final String TOPIC = "test.input";
    static final String TYPE = "test.tallied.v1";
    static final Set<UUID> REFUSED = ConcurrentHashMap.newKeySet();
    static final AtomicInteger TRANSIENT_FAILURES = new AtomicInteger();

    /** The traces under which events were applied; empty for none. */
    static final Map<UUID, String> TRACES = new ConcurrentHashMap<>();

    @Inject
    EventConsumer consumers;

    @Incoming("tally-in")
    Uni<Void> receive(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, this);
    }

    @Override
    public String consumer() {
        return "tally";
    }

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Optional<ReadModel> readModel() {
        return Optional.of(new ReadModel(List.of("effect.aggregate_id"), this::handle));
    }

    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        TRACES.put(event.id(), Optional.ofNullable(Trace.current()).orElse(""));
        if (TRANSIENT_FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new TransientFailure("not now", null);
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into effect (aggregate_id, version, event_id) values (:aggregate, :version, :event)")
                        .setParameter("aggregate", event.aggregateId())
                        .setParameter("version", event.version())
                        .setParameter("event", event.id())
                        .executeUpdate())
                .chain(() -> REFUSED.contains(event.id())
                        ? Uni.createFrom().failure(new IllegalStateException("jp.enishi.test.Refused: not this one"))
                        : Uni.createFrom().voidItem());
    }
}
