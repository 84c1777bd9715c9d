package jp.enishi.platform.messaging;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a service does with the events of one topic. Its effect shares one transaction with the inbox row. */
public interface EventHandler {

    /** A handler that does the same with every type of its topic. */
    static EventHandler of(String consumer, Set<String> types, Function<ReceivedEvent, Uni<Void>> effect) {
        return new SimpleHandler(consumer, types, effect, Optional.empty());
    }

    /** As {@link #of}, for a handler that keeps a read model. */
    static EventHandler of(
            String consumer, Set<String> types, Function<ReceivedEvent, Uni<Void>> effect, ReadModel model) {
        return new SimpleHandler(consumer, types, effect, Optional.of(model));
    }

    /** A name that never changes: it keys the inbox, the applied versions and the parked events. */
    String consumer();

    /** Every type of the topic. A record of another type is poison; a type that needs nothing done is still listed. */
    Set<String> types();

    /**
     * Applies the event inside the running transaction. Throws {@link TransientFailure} to be called again; any other
     * failure goes to the dead letters and parks the aggregate.
     */
    Uni<Void> handle(ReceivedEvent event);

    /** What of the effect can be made again by {@link Rebuild}. */
    default Optional<ReadModel> readModel() {
        return Optional.empty();
    }

    /** Whether the first event seen of an aggregate may have a version other than 1. */
    default boolean startsAnywhere() {
        return false;
    }
}
