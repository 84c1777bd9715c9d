package jp.enishi.notifications.news;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Function;
import jp.enishi.notifications.inbox.Telling;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics of the order flow. Each event becomes news; after the commit those concerned are told. */
@ApplicationScoped
class Topics {
    private final EventConsumer consumers;
    private final Telling telling;
    private final EventHandler candidacies;
    private final EventHandler proposals;
    private final EventHandler views;
    private final EventHandler inquiries;
    private final EventHandler meetings;
    private final EventHandler offers;
    private final EventHandler orders;
    private final EventHandler engagements;

    Topics(EventConsumer consumers, Telling telling, Flow flow) {
        this.consumers = consumers;
        this.telling = telling;
        candidacies = new Handler("notifications.candidacy", "cases.candidacy-changed.v1", flow::candidacy);
        proposals = new Handler("notifications.proposal", "cases.proposal-changed.v1", flow::proposal);
        views = new Handler("notifications.view", "cases.sheet-viewed.v1", flow::view);
        inquiries = new Handler("notifications.inquiry", "cases.inquiry-changed.v1", flow::inquiry);
        meetings = new Handler("notifications.meeting", "meetings.meeting-changed.v1", flow::meeting);
        offers = new Handler("notifications.offer", "contracts.offer-changed.v1", flow::offer);
        orders = new Handler("notifications.order", "contracts.order-changed.v1", flow::order);
        engagements = new Handler("notifications.engagement", "contracts.engagement-changed.v1", flow::engagement);
    }

    @Incoming("candidacy-in")
    Uni<Void> candidacy(ConsumerRecord<String, byte[]> record) {
        return receive(record, candidacies);
    }

    @Incoming("proposal-in")
    Uni<Void> proposal(ConsumerRecord<String, byte[]> record) {
        return receive(record, proposals);
    }

    @Incoming("view-in")
    Uni<Void> view(ConsumerRecord<String, byte[]> record) {
        return receive(record, views);
    }

    @Incoming("inquiry-in")
    Uni<Void> inquiry(ConsumerRecord<String, byte[]> record) {
        return receive(record, inquiries);
    }

    @Incoming("meeting-in")
    Uni<Void> meeting(ConsumerRecord<String, byte[]> record) {
        return receive(record, meetings);
    }

    @Incoming("offer-in")
    Uni<Void> offer(ConsumerRecord<String, byte[]> record) {
        return receive(record, offers);
    }

    @Incoming("order-in")
    Uni<Void> order(ConsumerRecord<String, byte[]> record) {
        return receive(record, orders);
    }

    @Incoming("engagement-in")
    Uni<Void> engagement(ConsumerRecord<String, byte[]> record) {
        return receive(record, engagements);
    }

    private Uni<Void> receive(ConsumerRecord<String, byte[]> record, EventHandler handler) {
        return consumers.receive(record, handler).invoke(telling::wake);
    }

    private record Handler(String consumer, String type, Function<ReceivedEvent, Uni<Void>> effect)
            implements EventHandler {
        @Override
        public Set<String> types() {
            return Set.of(type);
        }

        @Override
        public Uni<Void> handle(ReceivedEvent event) {
            return effect.apply(event);
        }
    }
}
