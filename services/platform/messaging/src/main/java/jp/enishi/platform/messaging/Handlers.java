package jp.enishi.platform.messaging;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Every handler of this service, by the name of its consumer. */
@ApplicationScoped
class Handlers {
    private final List<EventHandler> all;

    Handlers(@All List<EventHandler> beans, @All List<EventHandlers> groups) {
        all = Stream.concat(beans.stream(), groups.stream().flatMap(group -> group.handlers().stream()))
                .toList();
    }

    List<EventHandler> all() {
        return all;
    }

    /** @throws IllegalArgumentException when this service has no such consumer */
    EventHandler of(String consumer) {
        return all.stream()
                .filter(candidate -> candidate.consumer().equals(consumer))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such consumer here"));
    }
}
