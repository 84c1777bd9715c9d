package jp.enishi.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What an operator watches: how far the outbox is behind, how late events are, dead letters, parked aggregates, who relays. */
@ApplicationScoped
public class MessagingMetrics {
    private static final Logger LOG = Logger.getLogger(MessagingMetrics.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final String LOOK = """
            select (select count(*) from outbox where sent_at is null) as unsent,
                   (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8
                      from outbox where sent_at is null) as oldest,
                   (select count(*) from applied_version where parked is not null) as parked""";

    private final Clock clock = Clock.systemUTC();
    private final MeterRegistry registry;
    private final Vertx vertx;
    private final Pool pool;
    private final MessagingSettings settings;
    private final Counter deadLetters;
    private final Counter duplicates;
    private volatile long timer = -1;
    private volatile long unsent;
    private volatile double oldest;
    private volatile long parked;

    MessagingMetrics(MeterRegistry registry, Vertx vertx, Pool pool, MessagingSettings settings) {
        this.registry = registry;
        this.vertx = vertx;
        this.pool = pool;
        this.settings = settings;
        deadLetters = registry.counter("enishi_dead_letters");
        duplicates = registry.counter("enishi_inbox_duplicates");
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("enishi_outbox_unsent", () -> unsent).register(registry);
        Gauge.builder("enishi_outbox_oldest_unsent_seconds", () -> oldest).register(registry);
        Gauge.builder("enishi_parked_aggregates", () -> parked).register(registry);
        if (settings.enabled()) {
            timer = vertx.setPeriodic(100, PERIOD.toMillis(), ignored -> look());
        }
    }

    void stop(@Observes @Priority(1_000) ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    void watchEpoch(int shard, ShardRelay relay) {
        Gauge.builder("enishi_relay_epoch", relay, ShardRelay::epoch)
                .tag("shard", Integer.toString(shard))
                .register(registry);
    }

    void countDeadLetter() {
        deadLetters.increment();
    }

    /** How long ago the change that was just applied here was committed at its source. */
    void applied(String consumer, ReceivedEvent event) {
        Delays.ofEvents(registry, consumer).record(Duration.between(event.time(), clock.instant()));
    }

    void countDuplicate() {
        duplicates.increment();
    }

    private void look() {
        pool.query(LOOK)
                .execute()
                .subscribe()
                .with(
                        rows -> {
                            Row row = rows.iterator().next();
                            unsent = row.getLong("unsent");
                            oldest = row.getDouble("oldest");
                            parked = row.getLong("parked");
                        },
                        failure -> LOG.debugf("The backlog cannot be read: %s", failure.getMessage()));
    }
}
