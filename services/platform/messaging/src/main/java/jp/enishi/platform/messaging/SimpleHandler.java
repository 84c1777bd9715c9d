package jp.enishi.platform.messaging;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.function.Function;

/** See {@link EventHandler#of}. */
record SimpleHandler(String consumer, Set<String> types, Function<ReceivedEvent, Uni<Void>> effect)
        implements EventHandler {
    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        return effect.apply(event);
    }
}
