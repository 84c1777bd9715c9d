package jp.enishi.platform.messaging;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** See {@link EventHandler#of}. */
record SimpleHandler(
        String consumer, Set<String> types, Function<ReceivedEvent, Uni<Void>> effect, Optional<ReadModel> readModel)
        implements EventHandler {
    @Override
    public Uni<Void> handle(ReceivedEvent event) {
        return effect.apply(event);
    }
}
