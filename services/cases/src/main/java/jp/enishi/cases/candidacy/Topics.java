package jp.enishi.cases.candidacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import jp.enishi.cases.candidacy.application.Following;
import jp.enishi.cases.candidacy.application.Following.Goal;
import jp.enishi.cases.candidacy.application.Following.Report;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.TalentSheets;
import jp.enishi.cases.rates.WishedRates;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.EventHandlers;
import jp.enishi.platform.messaging.ReadModel;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the pipeline follows: the sheets and consents of talent, meetings, offers, orders and engagements. */
@ApplicationScoped
class Topics implements EventHandlers {
    private static final String ERASED = "talents.talent-erased.v1";

    private final EventConsumer consumers;
    private final Following following;
    private final EventHandler talents;
    private final EventHandler consents;
    private final EventHandler meetings;
    private final EventHandler offers;
    private final EventHandler orders;
    private final EventHandler engagements;

    Topics(EventConsumer consumers, TalentSheets sheets, WishedRates rates, Following following) {
        this.consumers = consumers;
        this.following = following;
        Function<ReceivedEvent, Uni<Void>> keep =
                event -> (erased(event) ? sheets.forget(event.aggregateId()) : sheets.keep(event))
                        .chain(() -> rates.keep(event));
        talents = EventHandler.of(
                "cases.talent",
                Set.of("talents.talent-registered.v1", "talents.talent-revised.v1", ERASED),
                event -> keep.apply(event)
                        .chain(() -> erased(event)
                                ? following.left(event.aggregateId())
                                : Uni.createFrom().voidItem()),
                new ReadModel(List.of("talent_rate.talent_id"), keep));
        consents = EventHandler.of(
                "cases.consent",
                Set.of("talents.consent-changed.v1"),
                sheets::consent,
                new ReadModel(List.of("consent.consent_id"), sheets::consent));
        meetings = EventHandler.of("cases.meeting", Set.of("meetings.meeting-changed.v1"), this::meeting);
        offers = EventHandler.of("cases.offer", Set.of("contracts.offer-changed.v1"), this::offer);
        orders = EventHandler.of("cases.order", Set.of("contracts.order-changed.v1"), this::order);
        engagements = EventHandler.of("cases.engagement", Set.of("contracts.engagement-changed.v1"), this::engagement);
    }

    @Override
    public List<EventHandler> handlers() {
        return List.of(talents, consents, meetings, offers, orders, engagements);
    }

    @Incoming("talent-in")
    Uni<Void> talent(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, talents);
    }

    @Incoming("consent-in")
    Uni<Void> consent(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, consents);
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

    @Incoming("engagement-in")
    Uni<Void> engagement(ConsumerRecord<String, byte[]> record) {
        return consumers.receive(record, engagements);
    }

    private static boolean erased(ReceivedEvent event) {
        return event.type().equals(ERASED);
    }

    private Uni<Void> meeting(ReceivedEvent event) {
        return switch (state(event)) {
            case "BOOKED" -> reached(event, Stage.MEETING_BOOKED);
            case "CANCELLED" ->
                following.fellBack(report(event), "BOOKED", Stage.MEETING_BOOKED, new Goal(Stage.MEETING_WANTED, null));
            case "HELD" -> held(event);
            default -> Uni.createFrom().voidItem();
        };
    }

    /** Met; and when a side wants no more, that is the end of it. */
    private Uni<Void> held(ReceivedEvent event) {
        var met = new Goal(Stage.MET, null);
        var afterMeeting = new Reason("AFTER_MEETING", null);
        List<Goal> goals;
        if (sides(event, "DECLINE").contains("TALENT")) {
            goals = List.of(met, new Goal(Stage.WITHDRAWN, afterMeeting));
        } else if (sides(event, "DECLINE").contains("CLIENT")) {
            goals = List.of(met, new Goal(Stage.PASSED, afterMeeting));
        } else {
            goals = List.of(met);
        }
        return following
                .reached(report(event), goals)
                .chain(() -> following.adjust(candidacy(event), event.aggregateId(), sides(event, "ADJUST")));
    }

    private Uni<Void> offer(ReceivedEvent event) {
        return switch (state(event)) {
            case "OPEN" -> reached(event, Stage.OFFERED);
            case "AGREED" -> reached(event, Stage.AGREED);
            case "REFUSED" -> reached(event, Stage.REFUSED);
            case "WITHDRAWN", "EXPIRED", "RELEASED" ->
                following.fellBack(
                        report(event),
                        "OPEN",
                        Stage.OFFERED,
                        new Goal(Stage.MET, new Reason("OFFER_" + state(event), null)));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> order(ReceivedEvent event) {
        return switch (state(event)) {
            case "ORDERED", "CONFIRMED" -> reached(event, Stage.ORDERED);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> engagement(ReceivedEvent event) {
        return switch (state(event)) {
            case "PLANNED", "ACTIVE", "ENDING" -> reached(event, Stage.ENGAGED);
            case "ENDED" -> reached(event, Stage.COMPLETED);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> reached(ReceivedEvent event, Stage stage) {
        return following.reached(report(event), List.of(new Goal(stage, null)));
    }

    private static Report report(ReceivedEvent event) {
        return new Report(candidacy(event), event.aggregateId(), state(event));
    }

    private static UUID candidacy(ReceivedEvent event) {
        return UUID.fromString(event.data().path("candidacyId").asText());
    }

    private static String state(ReceivedEvent event) {
        return event.data().path("state").asText();
    }

    /** The sides of a meeting with this outcome. */
    private static List<String> sides(ReceivedEvent event, String outcome) {
        List<String> sides = new ArrayList<>();
        for (JsonNode each : event.data().path("outcomes")) {
            String side = each.path("side").asText();
            if (each.path("outcome").asText().equals(outcome)) {
                sides.add(side);
            }
        }
        return sides;
    }
}
