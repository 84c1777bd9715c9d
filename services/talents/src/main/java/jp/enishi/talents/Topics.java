package jp.enishi.talents;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.EventHandlers;
import jp.enishi.platform.messaging.ReadModel;
import jp.enishi.talents.disclosure.application.FollowAgreement;
import jp.enishi.talents.disclosure.application.RecordView;
import jp.enishi.talents.disclosure.persistence.Pursuits;
import jp.enishi.talents.talent.application.FollowEngagement;
import jp.enishi.talents.talent.domain.Occupation;
import jp.enishi.talents.talent.domain.TalentId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The topics this service reads: what talent may consent to and agreed on, who saw their sheets, and when they work. */
@ApplicationScoped
class Topics implements EventHandlers {
    private final EventConsumer consumers;
    private final EventHandler candidacies;
    private final EventHandler views;
    private final EventHandler rankings;
    private final EventHandler offers;
    private final EventHandler orders;
    private final EventHandler engagements;

    Topics(
            EventConsumer consumers,
            Pursuits pursuits,
            RecordView views,
            FollowAgreement agreements,
            FollowEngagement following) {
        this.consumers = consumers;
        candidacies = EventHandler.of(
                "talents.candidacy",
                Set.of("cases.candidacy-changed.v1"),
                pursuits::keep,
                new ReadModel(List.of("candidacy.candidacy_id"), pursuits::keep));
        this.views = EventHandler.of(
                "talents.view",
                Set.of("cases.sheet-viewed.v1"),
                event -> views.viewed(event.as(RecordView.SheetViewed.class)));
        rankings = EventHandler.of(
                "talents.ranking",
                Set.of("matching.sheet-viewed.v1"),
                event -> views.ranked(event.as(RecordView.RankedSheetViewed.class)));
        offers = EventHandler.of(
                "talents.offer",
                Set.of("contracts.offer-changed.v1"),
                event -> agreements.offered(event.as(FollowAgreement.OfferChanged.class)));
        orders = EventHandler.of(
                "talents.order",
                Set.of("contracts.order-changed.v1"),
                event -> agreements.ordered(event.as(FollowAgreement.OrderChanged.class), event.time()));
        engagements = EventHandler.of("talents.engagement", Set.of("contracts.engagement-changed.v1"), event -> {
            var engagement = event.as(Engagement.class);
            return following.occupied(
                    new TalentId(engagement.talentId()),
                    new Occupation(
                            engagement.engagementId(), engagement.start(), engagement.end(), engagement.utilisation()));
        });
    }

    @Override
    public List<EventHandler> handlers() {
        return List.of(candidacies, views, rankings, offers, orders, engagements);
    }

    @Incoming("candidacy-in")
    Uni<Void> candidacy(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, candidacies);
    }

    @Incoming("view-in")
    Uni<Void> view(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, views);
    }

    @Incoming("ranking-in")
    Uni<Void> ranking(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, rankings);
    }

    @Incoming("offer-in")
    Uni<Void> offer(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, offers);
    }

    @Incoming("order-in")
    Uni<Void> order(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, orders);
    }

    @Incoming("engagement-in")
    Uni<Void> engagement(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, engagements);
    }

    /** What counts of {@code contracts.engagement-changed.v1}: an engagement that ended has its true last day as its end. */
    private record Engagement(UUID engagementId, UUID talentId, LocalDate start, LocalDate end, int utilisation) {}
}
