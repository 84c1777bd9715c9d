package jp.enishi.cases.candidacy.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import jp.enishi.cases.candidacy.application.Following;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.persistence.TalentSheets;
import jp.enishi.cases.rates.WishedRates;
import jp.enishi.platform.messaging.EventConsumer;
import jp.enishi.platform.messaging.EventHandler;
import jp.enishi.platform.messaging.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** What the pipeline follows: the sheets and consents of talent, meetings, offers, orders and engagements. */
@ApplicationScoped
class Topics {
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
        talents = new Handler(
                "cases.talent",
                Set.of("talents.talent-registered.v1", "talents.talent-revised.v1"),
                event -> sheets.keep(event).chain(() -> rates.keep(event)));
        consents = new Handler("cases.consent", Set.of("talents.consent-changed.v1"), sheets::consent);
        meetings = new Handler("cases.meeting", Set.of("meetings.meeting-changed.v1"), this::meeting);
        offers = new Handler("cases.offer", Set.of("contracts.offer-changed.v1"), this::offer);
        orders = new Handler("cases.order", Set.of("contracts.order-changed.v1"), this::order);
        engagements = new Handler("cases.engagement", Set.of("contracts.engagement-changed.v1"), this::engagement);
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

    private Uni<Void> meeting(ReceivedEvent event) {
        JsonNode data = event.data();
        return switch (data.path("state").asText()) {
            case "BOOKED" -> reached(data, Stage.MEETING_BOOKED, null);
            case "CANCELLED" -> following.fellBack(candidacy(data), Stage.MEETING_BOOKED, Stage.MEETING_WANTED, null);
            case "HELD" -> held(data);
            default -> Uni.createFrom().voidItem();
        };
    }

    /** Met; and when a side wants no more, that is the end of it. */
    private Uni<Void> held(JsonNode data) {
        Uni<Void> met = reached(data, Stage.MET, null);
        if (outcome(data, "TALENT").equals("DECLINE")) {
            return met.chain(() -> reached(data, Stage.WITHDRAWN, new Reason("AFTER_MEETING", null)));
        }
        if (outcome(data, "CLIENT").equals("DECLINE")) {
            return met.chain(() -> reached(data, Stage.PASSED, new Reason("AFTER_MEETING", null)));
        }
        return met;
    }

    private Uni<Void> offer(ReceivedEvent event) {
        JsonNode data = event.data();
        return switch (data.path("state").asText()) {
            case "OPEN" -> reached(data, Stage.OFFERED, null);
            case "AGREED" -> reached(data, Stage.AGREED, null);
            case "REFUSED" -> reached(data, Stage.REFUSED, null);
            case "WITHDRAWN", "EXPIRED", "RELEASED" ->
                following.fellBack(
                        candidacy(data),
                        Stage.OFFERED,
                        Stage.MET,
                        new Reason("OFFER_" + data.path("state").asText(), null));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> order(ReceivedEvent event) {
        return switch (event.data().path("state").asText()) {
            case "ORDERED", "CONFIRMED" -> reached(event.data(), Stage.ORDERED, null);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> engagement(ReceivedEvent event) {
        return switch (event.data().path("state").asText()) {
            case "PLANNED", "ACTIVE", "ENDING" -> reached(event.data(), Stage.ENGAGED, null);
            case "ENDED" -> reached(event.data(), Stage.COMPLETED, null);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> reached(JsonNode data, Stage stage, @Nullable Reason reason) {
        return following.reached(candidacy(data), stage, reason);
    }

    private static UUID candidacy(JsonNode data) {
        return UUID.fromString(data.path("candidacyId").asText());
    }

    private static String outcome(JsonNode data, String side) {
        for (JsonNode outcome : data.path("outcomes")) {
            if (outcome.path("side").asText().equals(side)) {
                return outcome.path("outcome").asText();
            }
        }
        return "";
    }

    private record Handler(String consumer, Set<String> types, Function<ReceivedEvent, Uni<Void>> effect)
            implements EventHandler {
        @Override
        public Uni<Void> handle(ReceivedEvent event) {
            return effect.apply(event);
        }
    }
}
