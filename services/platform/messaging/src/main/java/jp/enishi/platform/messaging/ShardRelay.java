package jp.enishi.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.enishi.platform.operations.Spans;
import jp.enishi.platform.operations.Trace;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One shard's relay. It owns the shard by a lease that the database's clock ends and that is renewed beside the batches,
 * however long Kafka lets those wait. Each takeover raises the epoch; a batch sends and marks only under the epoch it
 * began with, so a relay that was paused past its lease marks nothing. Rows are marked after Kafka has acknowledged them:
 * a crash in between sends them twice, never not at all.
 */
final class ShardRelay {
    private static final Logger LOG = Logger.getLogger(ShardRelay.class);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int RENEWALS_PER_LEASE = 3;
    private static final int QUESTIONS_PER_LEASE = 10;

    private static final String TAKE = """
            insert into relay_lease as held (shard, owner, epoch, expires_at)
            values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
            on conflict (shard) do update set owner = excluded.owner, expires_at = excluded.expires_at,
                epoch = case when held.owner = excluded.owner and held.expires_at > clock_timestamp()
                             then held.epoch else held.epoch + 1 end
            where held.owner = excluded.owner or held.expires_at < clock_timestamp()
            returning epoch""";
    private static final String RELEASE = """
            update relay_lease set expires_at = clock_timestamp() where shard = $1 and owner = $2 and epoch = $3""";
    private static final String UNSENT = """
            select seq, id, aggregate_id, version, type, topic, payload::text as payload, created_at, trace_id, span_id
            from outbox where shard = $1 and sent_at is null and aggregate_id <> all ($2) order by seq limit $3""";
    private static final String MARK = """
            with lease as (select from relay_lease where shard = $2 and owner = $3 and epoch = $4 for share)
            update outbox set sent_at = clock_timestamp() where seq = any ($1) and exists (select from lease)""";
    private static final String FORGET_SENT = """
            delete from outbox where seq in
            (select seq from outbox where sent_at < now() - make_interval(secs => $1) order by sent_at limit 10000)""";
    private static final String FORGET_ANSWERS =
            "delete from idempotency where created_at < now() - make_interval(secs => $1)";

    private final Vertx vertx;
    private final Pool pool;
    private final Publisher publisher;
    private final MessagingSettings settings;
    private final Faults faults;
    private final Spans spans;
    private final String source;
    private final int shard;
    private final UUID owner = UUID.randomUUID();

    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<UUID, Long> paused = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile long timer = -1;
    private volatile long epoch;
    private volatile long renewAt = System.nanoTime();
    private volatile long leaseEnd = System.nanoTime();
    private volatile long quietUntil = System.nanoTime();
    private volatile long housekeepingAt =
            System.nanoTime() + Duration.ofMinutes(1).toNanos();
    /** Only used by the planted fault CURSOR_RELAY. */
    private volatile long cursor;

    ShardRelay(
            Vertx vertx,
            Pool pool,
            Publisher publisher,
            MessagingSettings settings,
            Faults faults,
            Spans spans,
            String source,
            int shard) {
        this.vertx = vertx;
        this.pool = pool;
        this.publisher = publisher;
        this.settings = settings;
        this.faults = faults;
        this.spans = spans;
        this.source = source;
        this.shard = shard;
    }

    void start() {
        timer = vertx.setPeriodic(1, settings.poll().toMillis(), ignored -> {
            holdLease();
            run();
        });
    }

    void wake() {
        woken.set(true);
        run();
    }

    /** Finishes the batch that is under way and gives the lease back. */
    Uni<Void> stop() {
        stopping = true;
        vertx.cancelTimer(timer);
        if (busy.compareAndSet(false, true)) {
            stopped.complete(null);
        }
        return Uni.createFrom()
                .completionStage(stopped)
                .chain(() -> pool.preparedQuery(RELEASE).execute(Tuple.of(shard, owner, epoch)))
                .replaceWithVoid();
    }

    /** The epoch under which this relay owns its shard, or 0. */
    long epoch() {
        return epoch;
    }

    private void run() {
        if (stopping || System.nanoTime() - quietUntil < 0 || !busy.compareAndSet(false, true)) {
            return;
        }
        woken.set(false);
        tick().subscribe().with(this::done, failure -> {
            LOG.warnf("The relay of shard %d pauses: %s", shard, failure.getMessage());
            quietUntil = System.nanoTime() + RETRY.toNanos();
            done(false);
        });
    }

    private void done(boolean more) {
        if (stopping) {
            stopped.complete(null);
            return;
        }
        busy.set(false);
        if (more || woken.get()) {
            run();
        }
    }

    private Uni<Boolean> tick() {
        long under = epoch;
        return holds(under)
                ? relayBatch(under).call(this::keepHouse)
                : Uni.createFrom().item(false);
    }

    private boolean holds(long under) {
        return faults.has(Faults.Fault.NO_LEASE_EPOCH)
                || under > 0 && under == epoch && System.nanoTime() - leaseEnd < 0;
    }

    /** Asks for the lease when it is time to, and starts on the shard when it was given. */
    private void holdLease() {
        if (stopping || System.nanoTime() - renewAt < 0 || !renewing.compareAndSet(false, true)) {
            return;
        }
        long asked = System.nanoTime();
        long lease = settings.lease().toNanos();
        pool.preparedQuery(TAKE)
                .execute(Tuple.of(shard, owner, settings.lease().toMillis() / 1000.0))
                .subscribe()
                .with(
                        rows -> {
                            if (rows.size() == 0) {
                                loseLease();
                            } else {
                                keepLease(rows.iterator().next().getLong(0), asked);
                            }
                            renewing.set(false);
                        },
                        failure -> {
                            LOG.warnf("The lease of shard %d is not renewed: %s", shard, failure.getMessage());
                            renewAt = System.nanoTime() + lease / QUESTIONS_PER_LEASE;
                            renewing.set(false);
                        });
    }

    private void keepLease(long granted, long asked) {
        long lease = settings.lease().toNanos();
        renewAt = asked + lease / RENEWALS_PER_LEASE;
        leaseEnd = asked + lease;
        if (granted != epoch) {
            LOG.infof("This process relays shard %d under epoch %d", shard, granted);
            paused.clear();
            epoch = granted;
            wake();
        }
    }

    private void loseLease() {
        epoch = 0;
        renewAt = System.nanoTime() + settings.lease().toNanos() / QUESTIONS_PER_LEASE;
    }

    /** Publishes one batch and marks what Kafka took; true when there may be more. */
    private Uni<Boolean> relayBatch(long under) {
        long now = System.nanoTime();
        paused.values().removeIf(until -> now - until >= 0);
        return unsent().chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            if (faults.has(Faults.Fault.MARK_BEFORE_PUBLISH)) {
                return mark(rows.stream().map(Unsent::seq).toList(), under)
                        .invoke(() -> Failpoint.hit("outbox.afterPublish"))
                        .chain(() -> publish(rows, under))
                        .replaceWith(rows.size() == settings.batch());
            }
            return publish(rows, under)
                    .invoke(() -> Failpoint.hit("outbox.afterPublish"))
                    .chain(sent -> mark(sent, under).replaceWith(!sent.isEmpty() && rows.size() == settings.batch()));
        });
    }

    private Uni<List<Unsent>> unsent() {
        Uni<RowSet<Row>> query = faults.has(Faults.Fault.CURSOR_RELAY)
                ? pool.preparedQuery(UNSENT.replace("sent_at is null", "seq > $4"))
                        .execute(Tuple.of(shard, new UUID[0], settings.batch(), cursor))
                : pool.preparedQuery(UNSENT)
                        .execute(Tuple.of(shard, paused.keySet().toArray(UUID[]::new), settings.batch()));
        return query.map(rows -> {
            List<Unsent> result = new ArrayList<>();
            for (Row row : rows) {
                result.add(Unsent.of(row));
                cursor = row.getLong("seq");
            }
            return result;
        });
    }

    /** Each aggregate's rows one after the other, the aggregates side by side; answers the acknowledged rows. */
    private Uni<List<Long>> publish(List<Unsent> rows, long under) {
        Map<UUID, List<Unsent>> byAggregate = new LinkedHashMap<>();
        rows.forEach(row -> byAggregate
                .computeIfAbsent(row.aggregateId(), ignored -> new ArrayList<>())
                .add(row));
        List<Uni<List<Long>>> chains = byAggregate.values().stream()
                .map(chain -> publishFrom(chain, 0, new ArrayList<>(), under))
                .toList();
        return Uni.join()
                .all(chains)
                .andCollectFailures()
                .map(acknowledged -> acknowledged.stream().flatMap(List::stream).toList());
    }

    private Uni<List<Long>> publishFrom(List<Unsent> rows, int index, List<Long> acknowledged, long under) {
        if (index == rows.size() || !holds(under)) {
            return Uni.createFrom().item(acknowledged);
        }
        Unsent row = rows.get(index);
        Span span = spans.follow("publish " + row.topic(), SpanKind.PRODUCER, row.cause())
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", row.topic());
        var record = row.record(source, span.getSpanContext());
        return publisher.send(record).onItemOrFailure().transformToUni((ignored, failure) -> {
            Spans.end(span, failure);
            if (failure != null) {
                LOG.warnf(
                        "Kafka did not take version %d of %s, its later events wait: %s",
                        row.version(), row.aggregateId(), failure.getMessage());
                paused.put(
                        row.aggregateId(), System.nanoTime() + settings.pause().toNanos());
                return Uni.createFrom().item(acknowledged);
            }
            acknowledged.add(row.seq());
            return publishFrom(rows, index + 1, acknowledged, under);
        });
    }

    /** Marks under the epoch of the batch. When another relay has taken over, nothing is marked and this one stops. */
    Uni<Void> mark(List<Long> sent, long under) {
        if (sent.isEmpty() || faults.has(Faults.Fault.CURSOR_RELAY)) {
            return Uni.createFrom().voidItem();
        }
        Long[] rows = sent.toArray(Long[]::new);
        if (faults.has(Faults.Fault.NO_LEASE_EPOCH)) {
            return pool.preparedQuery("update outbox set sent_at = clock_timestamp() where seq = any ($1)")
                    .execute(Tuple.of(rows))
                    .replaceWithVoid();
        }
        return pool.preparedQuery(MARK)
                .execute(Tuple.of(rows, shard, owner, under))
                .invoke(result -> {
                    if (result.rowCount() < rows.length) {
                        LOG.warnf("Epoch %d of shard %d is over", under, shard);
                        if (under == epoch) {
                            loseLease();
                        }
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> keepHouse() {
        if (shard != 0 || System.nanoTime() - housekeepingAt < 0) {
            return Uni.createFrom().voidItem();
        }
        housekeepingAt = System.nanoTime() + HOUSEKEEPING.toNanos();
        return forgetOld();
    }

    /** Removes sent rows and stored answers past the time for which they are kept. */
    Uni<Void> forgetOld() {
        Tuple age = Tuple.of(settings.keep().toSeconds() * 1.0);
        return pool.preparedQuery(FORGET_SENT)
                .execute(age)
                .chain(() -> pool.preparedQuery(FORGET_ANSWERS).execute(age))
                .replaceWithVoid();
    }

    private record Unsent(
            long seq,
            UUID id,
            UUID aggregateId,
            long version,
            String type,
            String topic,
            String payload,
            String time,
            @Nullable String trace,
            @Nullable String span) {

        static Unsent of(Row row) {
            return new Unsent(
                    row.getLong("seq"),
                    row.getUUID("id"),
                    row.getUUID("aggregate_id"),
                    row.getLong("version"),
                    row.getString("type"),
                    row.getString("topic"),
                    row.getString("payload"),
                    row.getOffsetDateTime("created_at").toInstant().toString(),
                    row.getString("trace_id"),
                    row.getString("span_id"));
        }

        /** What the event came of. */
        SpanContext cause() {
            return Trace.of(trace, span);
        }

        ProducerRecord<String, byte[]> record(String source, SpanContext sending) {
            boolean tombstone = type.endsWith(OutgoingEvent.ERASED);
            var event = new ProducerRecord<String, byte[]>(
                    topic, aggregateId.toString(), tombstone ? null : payload.getBytes(UTF_8));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            id.toString(),
                            "ce_source",
                            source,
                            "ce_type",
                            type,
                            "ce_time",
                            time,
                            "ce_subject",
                            aggregateId.toString(),
                            "ce_aggregateversion",
                            Long.toString(version),
                            "content-type",
                            "application/json")
                    .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
            if (sending.isValid()) {
                event.headers().add(Trace.HEADER, Trace.header(sending).getBytes(UTF_8));
            }
            return event;
        }
    }
}
