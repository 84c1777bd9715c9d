package jp.enishi.notifications.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jp.enishi.notifications.NotificationsConfig;
import jp.enishi.notifications.Pulse;

/**
 * Tells listening readers that their mailbox grew, whichever replica wrote to it: one query for all of them at each
 * poll, and at once when this process wrote.
 */
@ApplicationScoped
public class Arrivals {
    private final Pool pool;
    private final Pulse pulse;
    private final Map<UUID, Set<MultiEmitter<? super Long>>> listeners = new ConcurrentHashMap<>();

    @Inject
    Arrivals(Pool pool, Vertx vertx, NotificationsConfig config) {
        this.pool = pool;
        this.pulse = new Pulse("arrivals", vertx, config.poll(), this::look);
    }

    void start(@Observes StartupEvent event) {
        pulse.wake();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
        listeners.values().forEach(emitters -> emitters.forEach(MultiEmitter::complete));
    }

    void wake() {
        pulse.wake();
    }

    /** The user's last position at every look; the listener decides whether it is news. */
    Multi<Long> of(UUID user) {
        return Multi.createFrom().emitter(emitter -> {
            listeners
                    .computeIfAbsent(user, ignored -> ConcurrentHashMap.newKeySet())
                    .add(emitter);
            emitter.onTermination(() -> listeners.computeIfPresent(user, (ignored, emitters) -> {
                emitters.remove(emitter);
                return emitters.isEmpty() ? null : emitters;
            }));
            pulse.wake();
        });
    }

    private Uni<Boolean> look() {
        if (listeners.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery("select user_id, last_position from mailbox where user_id = any($1)")
                .execute(Tuple.tuple().addArrayOfUUID(listeners.keySet().toArray(UUID[]::new)))
                .map(rows -> {
                    rows.forEach(row -> listeners
                            .getOrDefault(row.getUUID("user_id"), Set.of())
                            .forEach(emitter -> emitter.emit(row.getLong("last_position"))));
                    return false;
                });
    }
}
