package jp.enishi.platform.messaging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class Counting {
    static final String TOPIC = "test.counter";
    static final String TYPE = "test.counted.v1";

    @Inject
    Outbox outbox;

    @Inject
    Audit audit;

    @WithTransaction
    Uni<Void> open(UUID id) {
        return Panache.getSession()
                .chain(session -> session.persist(new Counter(id)))
                .chain(() -> outbox.append(new OutgoingEvent(TYPE, TOPIC, id, 1, Map.of("n", 1))))
                .chain(() -> audit.record(new AuditEntry(null, "SYSTEM", "counter.open", "counter", id, 1, null)));
    }

    @WithTransaction
    Uni<Long> count(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(Counter.class, id, LockModeType.PESSIMISTIC_FORCE_INCREMENT))
                .chain(counter -> {
                    long version = counter.version + 1;
                    return outbox.append(new OutgoingEvent(TYPE, TOPIC, id, version, Map.of("n", version)))
                            .replaceWith(version);
                });
    }

    @WithTransaction
    Uni<Void> audited(UUID id) {
        return audit.record(new AuditEntry(id, "COORDINATOR", "counter.read", "counter", id, 1, null));
    }

    @WithTransaction
    Uni<Void> openAndFail(UUID id) {
        return open(id).chain(() -> Uni.createFrom().failure(new IllegalStateException("rolled back")));
    }
}
