package jp.enishi.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.enishi.platform.operations.Spans;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox: each shard by one {@link ShardRelay} among all processes of the service. It reads what is not
 * marked as sent, never past a cursor, because sequence values are drawn before commits become visible.
 */
@ApplicationScoped
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Pool pool;
    private final Publisher publisher;
    private final MessagingSettings settings;
    private final Faults faults;
    private final MessagingMetrics metrics;
    private final Spans spans;
    private final String source;
    private volatile List<ShardRelay> shards = List.of();

    Relay(
            Vertx vertx,
            Pool pool,
            Publisher publisher,
            MessagingSettings settings,
            Faults faults,
            MessagingMetrics metrics,
            Spans spans,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "enishi") String application) {
        this.vertx = vertx;
        this.pool = pool;
        this.publisher = publisher;
        this.settings = settings;
        this.faults = faults;
        this.metrics = metrics;
        this.spans = spans;
        this.source = "/" + application;
    }

    void start(@Observes StartupEvent event) {
        if (!settings.enabled()) {
            return;
        }
        List<ShardRelay> started = new ArrayList<>();
        for (int shard = 0; shard < settings.shards(); shard++) {
            ShardRelay relay = newShardRelay(shard);
            metrics.watchEpoch(shard, relay);
            relay.start();
            started.add(relay);
        }
        shards = List.copyOf(started);
    }

    void stop(@Observes @Priority(2_000) ShutdownEvent event) {
        List<ShardRelay> running = shards;
        shards = List.of();
        if (running.isEmpty()) {
            return;
        }
        try {
            Uni.join()
                    .all(running.stream().map(ShardRelay::stop).toList())
                    .andCollectFailures()
                    .await()
                    .atMost(DRAIN);
        } catch (RuntimeException late) {
            LOG.warnf("The relay stops in the middle of a batch; its rows are sent again: %s", late.getMessage());
        }
    }

    /** Looks at the shard now instead of at the next poll. */
    void wake(int shard) {
        List<ShardRelay> running = shards;
        if (shard < running.size()) {
            running.get(shard).wake();
        }
    }

    ShardRelay newShardRelay(int shard) {
        return new ShardRelay(vertx, pool, publisher, settings, faults, spans, source, shard);
    }
}
