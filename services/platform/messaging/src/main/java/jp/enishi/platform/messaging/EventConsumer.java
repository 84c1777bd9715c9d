package jp.enishi.platform.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import jp.enishi.platform.messaging.CloudEventReader.Event;
import jp.enishi.platform.messaging.CloudEventReader.Poison;
import jp.enishi.platform.messaging.ParkedEvents.Progress;
import jp.enishi.platform.messaging.ParkedEvents.Reason;
import jp.enishi.platform.operations.Spans;
import jp.enishi.platform.operations.Trace;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one way in for events. Inbox row, applied version, effect and the effect's own outbox rows share one transaction;
 * the record is acknowledged after it. Each event of an aggregate is applied once and in the order of versions. What can
 * never be applied becomes a dead letter and parks its aggregate for this consumer; other aggregates go on.
 */
@ApplicationScoped
public class EventConsumer {
    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private enum Outcome {
        APPLIED,
        APPLIED_IN_GAP,
        DUPLICATE,
        PARKED,
        GAP
    }

    private final Vertx vertx;
    private final ParkedEvents parkedEvents;
    private final DeadLetters deadLetters;
    private final Replay replay;
    private final MessagingSettings settings;
    private final Faults faults;
    private final MessagingMetrics metrics;
    private final Spans spans;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean stopping;

    EventConsumer(
            Vertx vertx,
            ParkedEvents parkedEvents,
            DeadLetters deadLetters,
            Replay replay,
            MessagingSettings settings,
            Faults faults,
            MessagingMetrics metrics,
            Spans spans) {
        this.vertx = vertx;
        this.parkedEvents = parkedEvents;
        this.deadLetters = deadLetters;
        this.replay = replay;
        this.settings = settings;
        this.faults = faults;
        this.metrics = metrics;
        this.spans = spans;
    }

    /**
     * Completes when it is safe to acknowledge the record. Fails only when transient failures outlast the patience of the
     * settings: then the channel stops and the service becomes unhealthy.
     */
    public Uni<Void> receive(ConsumerRecord<String, byte[]> record, EventHandler handler) {
        if (stopping) {
            return Uni.createFrom().nothing();
        }
        Span span = follow(record, handler);
        inFlight.incrementAndGet();
        long deadline = System.nanoTime() + settings.patience().toNanos();
        Uni<Void> work = attempt(record, handler, deadline, 0)
                .onItemOrFailure()
                .invoke((done, failure) -> Spans.end(span, failure))
                .eventually(this::leave);
        if (faults.has(Faults.Fault.ACK_BEFORE_COMMIT)) {
            Contexts.onOwn(vertx, () -> work).subscribe().with(done -> {}, failure -> LOG.error("Lost", failure));
            return Uni.createFrom().voidItem();
        }
        return work;
    }

    /** The work that follows on this context belongs to the trace of the record, or to none. */
    private Span follow(ConsumerRecord<String, byte[]> record, EventHandler handler) {
        Header header = record.headers().lastHeader(Trace.HEADER);
        String parent = header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
        Span span = spans.follow("process " + record.topic(), SpanKind.CONSUMER, Trace.parse(parent))
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.consumer.group.name", handler.consumer());
        Trace.enter(span.getSpanContext());
        return span;
    }

    /** Takes no more records and waits for those under way; the rest is delivered again after the restart. */
    void stop(@Observes @Priority(1_500) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (inFlight.get() == 0) {
            return;
        }
        try {
            drained.get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("%d events are still under way; they are delivered again", inFlight.get());
        }
    }

    private void leave() {
        if (inFlight.decrementAndGet() == 0 && stopping) {
            drained.complete(null);
        }
    }

    private Uni<Void> attempt(
            ConsumerRecord<String, byte[]> record, EventHandler handler, long deadline, int attempts) {
        return Contexts.back(() -> once(record, handler))
                .onFailure(failure -> Failures.isTransient(failure) && System.nanoTime() - deadline < 0)
                .recoverWithUni(failure -> {
                    Duration delay = backoff(attempts);
                    LOG.warnf(
                            "%s tries %s-%d@%d again in %d ms: %s",
                            handler.consumer(),
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            delay.toMillis(),
                            Failures.describe(failure));
                    return Contexts.delay(vertx, delay).chain(() -> attempt(record, handler, deadline, attempts + 1));
                });
    }

    private static Duration backoff(int attempts) {
        long full = FIRST_DELAY.toMillis() << Math.min(attempts, 10);
        long capped = Math.min(full, LONGEST_DELAY.toMillis());
        return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
    }

    private Uni<Void> once(ConsumerRecord<String, byte[]> record, EventHandler handler) {
        return switch (CloudEventReader.read(record, handler.types())) {
            case Poison poison -> bury(record, handler, poison, Reason.FAILED);
            case Event(ReceivedEvent event) ->
                apply(record, handler, event)
                        .onFailure(failure -> !Failures.isTransient(failure))
                        .recoverWithUni(failure -> {
                            LOG.errorf(
                                    failure,
                                    "%s cannot apply version %d of %s",
                                    handler.consumer(),
                                    event.version(),
                                    event.aggregateId());
                            Poison poison = about(event, Failures.code(failure), Failures.describe(failure));
                            return bury(record, handler, poison, Reason.FAILED);
                        });
        };
    }

    private Uni<Void> apply(ConsumerRecord<String, byte[]> record, EventHandler handler, ReceivedEvent event) {
        return Panache.withTransaction(() -> parkedEvents
                        .lock(handler.consumer(), event.aggregateId())
                        .chain(progress -> applyUnder(progress, record, handler, event)))
                .chain(outcome -> switch (outcome) {
                    case APPLIED ->
                        Uni.createFrom().voidItem().invoke(() -> {
                            metrics.applied(handler.consumer(), event);
                            Failpoint.hit("inbox.afterEffect");
                        });
                    case APPLIED_IN_GAP ->
                        replay.run(handler, event.aggregateId()).replaceWithVoid();
                    case DUPLICATE -> Uni.createFrom().voidItem().invoke(metrics::countDuplicate);
                    case PARKED -> Uni.createFrom().voidItem();
                    case GAP ->
                        bury(
                                record,
                                handler,
                                about(event, "version-gap", "An earlier version of the aggregate is missing"),
                                Reason.GAP);
                });
    }

    private Uni<Outcome> applyUnder(
            Progress progress, ConsumerRecord<String, byte[]> record, EventHandler handler, ReceivedEvent event) {
        long next = progress.version() + 1;
        if (!faults.has(Faults.Fault.NO_VERSION_CHECK)) {
            boolean repeated = event.version() == progress.version() && faults.has(Faults.Fault.NO_INBOX_KEY);
            if (event.version() < next && !repeated) {
                return Uni.createFrom().item(Outcome.DUPLICATE);
            }
            boolean closesGap = progress.parked() == Reason.GAP && event.version() == next;
            if (progress.parked() != null && !closesGap) {
                return parkedEvents
                        .keep(
                                handler.consumer(),
                                record,
                                about(event, "behind-parked", "An earlier event of the aggregate is parked"),
                                "PARKED")
                        .replaceWith(Outcome.PARKED);
            }
            boolean mayStartHere = progress.version() == 0 && handler.startsAnywhere();
            if (event.version() > next && !mayStartHere) {
                return Uni.createFrom().item(Outcome.GAP);
            }
        }
        Uni<Boolean> isNew = faults.has(Faults.Fault.NO_INBOX_KEY)
                ? Uni.createFrom().item(true)
                : parkedEvents.remember(handler.consumer(), event.id());
        return isNew.chain(fresh -> fresh
                ? effect(parkedEvents, handler, event)
                        .replaceWith(progress.parked() == null ? Outcome.APPLIED : Outcome.APPLIED_IN_GAP)
                : Uni.createFrom().item(Outcome.DUPLICATE));
    }

    /** The effect and its version, inside the running transaction. */
    static Uni<Void> effect(ParkedEvents parkedEvents, EventHandler handler, ReceivedEvent event) {
        return handler.handle(event)
                .chain(() -> parkedEvents.advance(handler.consumer(), event.aggregateId(), event.version()))
                .invoke(() -> Failpoint.hit("inbox.beforeCommit"));
    }

    /** Dead letter first, acknowledged by Kafka; then the row and the parking in one transaction. */
    private Uni<Void> bury(ConsumerRecord<String, byte[]> record, EventHandler handler, Poison poison, Reason reason) {
        String consumer = handler.consumer();
        return Panache.withTransaction(() -> parkedEvents.knows(consumer, record))
                .chain(known -> known
                        ? Uni.createFrom().voidItem().invoke(metrics::countDuplicate)
                        : deadLetters
                                .send(record, consumer, poison)
                                .chain(() -> Panache.withTransaction(() -> park(record, consumer, poison, reason)))
                                .invoke(() -> {
                                    metrics.countDeadLetter();
                                    LOG.errorf(
                                            "%s put %s-%d@%d with the dead letters: %s (%s)",
                                            consumer,
                                            record.topic(),
                                            record.partition(),
                                            record.offset(),
                                            poison.code(),
                                            poison.cause());
                                }));
    }

    private Uni<Void> park(ConsumerRecord<String, byte[]> record, String consumer, Poison poison, Reason reason) {
        UUID aggregate = poison.aggregateId();
        if (aggregate == null) {
            return parkedEvents.keep(consumer, record, poison, "PARKED");
        }
        return parkedEvents.lock(consumer, aggregate).chain(progress -> {
            if (isPast(poison.version(), progress)) {
                return parkedEvents.keep(consumer, record, poison, "DISCARDED");
            }
            Reason kept = progress.parked() == Reason.FAILED ? Reason.FAILED : reason;
            return parkedEvents
                    .keep(consumer, record, poison, "PARKED")
                    .chain(() -> parkedEvents.park(consumer, aggregate, kept));
        });
    }

    private static boolean isPast(@Nullable Long version, Progress progress) {
        return version != null && version >= 1 && version <= progress.version();
    }

    private static Poison about(ReceivedEvent event, String code, String cause) {
        return new Poison(code, cause, event.aggregateId(), event.version(), event.id());
    }
}
