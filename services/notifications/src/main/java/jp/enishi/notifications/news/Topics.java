package jp.enishi.notifications.news;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import jp.enishi.notifications.inbox.Telling;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.EventHandlers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics of the order flow. Each event becomes news; after the commit those concerned are told. */
@ApplicationScoped
class Topics implements EventHandlers {
    private final EventConsumer consumers;
    private final Telling telling;
    private final EventHandler candidacies;
    private final EventHandler proposals;
    private final EventHandler views;
    private final EventHandler inquiries;
    private final EventHandler alerts;
    private final EventHandler meetings;
    private final EventHandler offers;
    private final EventHandler orders;
    private final EventHandler engagements;

    Topics(EventConsumer consumers, Telling telling, Flow flow) {
        this.consumers = consumers;
        this.telling = telling;
        candidacies = EventHandler.of("notifications.candidacy", Set.of("cases.candidacy-changed.v1"), flow::candidacy);
        proposals = EventHandler.of("notifications.proposal", Set.of("cases.proposal-changed.v1"), flow::proposal);
        views = EventHandler.of("notifications.view", Set.of("cases.sheet-viewed.v1"), flow::view);
        alerts = EventHandler.of("notifications.alert", Set.of("matching.search-alerted.v1"), flow::alert);
        inquiries = EventHandler.of("notifications.inquiry", Set.of("cases.inquiry-changed.v1"), flow::inquiry);
        meetings = EventHandler.of("notifications.meeting", Set.of("meetings.meeting-changed.v1"), flow::meeting);
        offers = EventHandler.of("notifications.offer", Set.of("contracts.offer-changed.v1"), flow::offer);
        orders = EventHandler.of("notifications.order", Set.of("contracts.order-changed.v1"), flow::order);
        engagements = EventHandler.of(
                "notifications.engagement", Set.of("contracts.engagement-changed.v1"), flow::engagement);
    }

    @Override
    public List<EventHandler> handlers() {
        return List.of(candidacies, proposals, views, inquiries, alerts, meetings, offers, orders, engagements);
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

    @Incoming("alert-in")
    Uni<Void> alert(ConsumerRecord<String, byte[]> record) {
        return receive(record, alerts);
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
}
