package jp.enishi.matching.feedback;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.EventHandlers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics that say what became of those who were shown. */
@ApplicationScoped
class Topics implements EventHandlers {
    private final EventConsumer consumers;
    private final EventHandler candidacies;
    private final EventHandler views;
    private final EventHandler meetings;
    private final EventHandler offers;
    private final EventHandler orders;

    Topics(EventConsumer consumers, Feedback feedback) {
        this.consumers = consumers;
        candidacies = handler("candidacies", "cases.candidacy-changed.v1", feedback);
        views = handler("views", "cases.sheet-viewed.v1", feedback);
        meetings = handler("meetings", "meetings.meeting-changed.v1", feedback);
        offers = handler("offers", "contracts.offer-changed.v1", feedback);
        orders = handler("orders", "contracts.order-changed.v1", feedback);
    }

    private static EventHandler handler(String topic, String type, Feedback feedback) {
        return EventHandler.of("matching-" + topic, Set.of(type), feedback::take);
    }

    @Override
    public List<EventHandler> handlers() {
        return List.of(candidacies, views, meetings, offers, orders);
    }

    @Incoming("candidacy-in")
    Uni<Void> candidacy(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, candidacies);
    }

    @Incoming("view-in")
    Uni<Void> view(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, views);
    }

    @Incoming("meeting-in")
    Uni<Void> meeting(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, meetings);
    }

    @Incoming("offer-in")
    Uni<Void> offer(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, offers);
    }

    @Incoming("order-in")
    Uni<Void> order(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, orders);
    }
}
