package jp.enishi.notifications.facts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import jp.enishi.notifications.inbox.Telling;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.EventHandlers;
import jp.enishi.platform.messaging.ReadModel;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The three topics this service reads. Each event becomes a fact; after the commit those concerned are told. */
@ApplicationScoped
class Topics implements EventHandlers {
    private static final String ERASED = "talents.talent-erased.v1";

    private final EventConsumer consumers;
    private final Telling telling;
    private final EventHandler talents;
    private final EventHandler cases;
    private final EventHandler matches;

    @Inject
    Topics(EventConsumer consumers, Telling telling, Facts facts) {
        this.consumers = consumers;
        this.telling = telling;
        talents = EventHandler.of(
                "notifications.talent",
                Set.of("talents.talent-registered.v1", "talents.talent-revised.v1", ERASED),
                event -> event.type().equals(ERASED) ? facts.forget(event) : facts.talent(event),
                new ReadModel(List.of("talent.talent_id"), facts::talent));
        cases = EventHandler.of(
                "notifications.case",
                Set.of(
                        "cases.case-opened.v1",
                        "cases.case-revised.v1",
                        "cases.case-published.v1",
                        "cases.case-closed.v1"),
                facts::clientCase,
                new ReadModel(List.of("client_case.case_id"), facts::newest));
        matches = EventHandler.of("notifications.match", Set.of("matching.match-proposed.v1"), facts::match);
    }

    @Override
    public List<EventHandler> handlers() {
        return List.of(talents, cases, matches);
    }

    @Incoming("talent-in")
    Uni<Void> talent(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, talents).invoke(telling::wake);
    }

    @Incoming("case-in")
    Uni<Void> clientCase(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, cases).invoke(telling::wake);
    }

    @Incoming("match-in")
    Uni<Void> match(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, matches).invoke(telling::wake);
    }
}
