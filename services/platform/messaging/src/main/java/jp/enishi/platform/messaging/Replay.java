package jp.enishi.platform.messaging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import jp.enishi.platform.messaging.CloudEventReader.Event;
import jp.enishi.platform.messaging.CloudEventReader.Poison;
import jp.enishi.platform.messaging.ParkedEvents.Progress;
import jp.enishi.platform.messaging.ParkedEvents.Reason;
import jp.enishi.platform.messaging.ParkedEvents.Waiting;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Applies an aggregate's parked events in order, each in its own transaction, and stops at the first that fails again. A
 * record that can never be read gives way to one that came later in its place: its sender has corrected it.
 */
@ApplicationScoped
public class Replay {
    private static final Logger LOG = Logger.getLogger(Replay.class);

    /**
     * How a replay ended.
     *
     * @param applied how many events had their effect
     * @param stoppedBy why the next one could not be applied, or null when nothing waits any more
     */
    public record Result(
            int applied,
            @Nullable String stoppedBy,
            @Nullable String cause) {}

    private record Step(
            boolean goesOn,
            int applied,
            @Nullable String stoppedBy,
            @Nullable String cause) {
        static final Step APPLIED = new Step(true, 1, null, null);
        static final Step PASSED_OVER = new Step(true, 0, null, null);
        static final Step FINISHED = new Step(false, 0, null, null);

        static Step stopped(String by, String cause) {
            return new Step(false, 0, by, cause);
        }
    }

    private final ParkedEvents parkedEvents;

    Replay(ParkedEvents parkedEvents) {
        this.parkedEvents = parkedEvents;
    }

    /** Needs a context on which a session may be opened, and no running transaction. */
    Uni<Result> run(EventHandler handler, UUID aggregateId) {
        return runFrom(handler, aggregateId, 0);
    }

    private Uni<Result> runFrom(EventHandler handler, UUID aggregateId, int applied) {
        return Panache.withTransaction(() -> step(handler, aggregateId))
                .onFailure(failure -> !Failures.isTransient(failure))
                .recoverWithUni(failure -> {
                    LOG.errorf(failure, "%s still cannot apply an event of %s", handler.consumer(), aggregateId);
                    return Panache.withTransaction(
                                    () -> parkedEvents.park(handler.consumer(), aggregateId, Reason.FAILED))
                            .replaceWith(Step.stopped(Failures.code(failure), Failures.describe(failure)));
                })
                .chain(step -> step.goesOn()
                        ? runFrom(handler, aggregateId, applied + step.applied())
                        : Uni.createFrom().item(new Result(applied, step.stoppedBy(), step.cause())));
    }

    private Uni<Step> step(EventHandler handler, UUID aggregateId) {
        String consumer = handler.consumer();
        return parkedEvents
                .lock(consumer, aggregateId)
                .chain(progress -> parkedEvents
                        .next(consumer, aggregateId)
                        .chain(waiting -> waiting.isEmpty()
                                ? parkedEvents.park(consumer, aggregateId, null).replaceWith(Step.FINISHED)
                                : apply(handler, aggregateId, progress, waiting.get())));
    }

    private Uni<Step> apply(EventHandler handler, UUID aggregateId, Progress progress, Waiting waiting) {
        String consumer = handler.consumer();
        return switch (CloudEventReader.read(waiting.record(), handler.types())) {
            case Poison poison -> {
                Long said = poison.version();
                long meant = said == null || said < 1 ? progress.version() + 1 : said;
                yield parkedEvents
                        .hasLater(consumer, aggregateId, meant, waiting.id())
                        .chain(corrected -> corrected
                                ? parkedEvents.settle(waiting.id(), "DISCARDED").replaceWith(Step.PASSED_OVER)
                                : parkedEvents
                                        .park(consumer, aggregateId, Reason.FAILED)
                                        .replaceWith(Step.stopped(poison.code(), poison.cause())));
            }
            case Event(ReceivedEvent event) -> {
                long next = progress.version() + 1;
                boolean mayStartHere = progress.version() == 0 && handler.startsAnywhere();
                if (event.version() < next) {
                    yield parkedEvents.settle(waiting.id(), "APPLIED").replaceWith(Step.PASSED_OVER);
                }
                if (event.version() > next && !mayStartHere) {
                    yield parkedEvents
                            .park(consumer, aggregateId, Reason.GAP)
                            .replaceWith(Step.stopped("version-gap", "Version " + next + " is missing"));
                }
                yield parkedEvents
                        .remember(consumer, event.id())
                        .chain(fresh -> fresh
                                ? EventConsumer.effect(parkedEvents, handler, event)
                                : parkedEvents.advance(consumer, aggregateId, event.version()))
                        .chain(() -> parkedEvents.settle(waiting.id(), "APPLIED"))
                        .replaceWith(Step.APPLIED);
            }
        };
    }
}
