package jp.enishi.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.enishi.demo.OrderFlow;
import jp.enishi.demo.OrderFlow.Participants;
import jp.enishi.demo.OrderFlow.Seat;
import jp.enishi.demo.Person;
import jp.enishi.local.Await;
import jp.enishi.system.FlowWorld.Case;
import jp.enishi.system.FlowWorld.Member;
import jp.enishi.system.FlowWorld.Talent;

/** The way of one person through the order flow, each part with what must be true after it. */
final class Walk {
    private final FlowWorld world;
    private final OrderFlow flow;

    Walk(FlowWorld world) {
        this.world = world;
        this.flow = world.flow();
    }

    String proposed(Case open, Member client, Talent talent) {
        String candidacy = flow.select(world.coordinator(), open.caseId(), open.positionId(), talent.talentId());
        propose(open, Map.of(candidacy, 900_000L));
        flow.await(
                client.person(),
                "/candidacies/" + candidacy,
                it -> it.get("stage").asText().equals("PROPOSED"));
        return candidacy;
    }

    void propose(Case open, Map<String, Long> rates) {
        List<Seat> seats = rates.entrySet().stream()
                .map(rate -> new Seat(open.positionId(), rate.getKey(), rate.getValue()))
                .toList();
        Map<String, List<Seat>> teams = new LinkedHashMap<>();
        int heads = open.requirements().at("/positions/0/headCount").asInt();
        if (seats.size() <= heads) {
            teams.put("STRONGEST", seats);
        } else {
            teams.put("STRONGEST", seats.subList(0, heads));
            teams.put("CHEAPEST", seats.subList(heads, seats.size()));
        }
        String proposal = flow.draft(world.coordinator(), open.caseId(), "最初の1か月で現状を整理し、以後の進め方を固めます。", teams);
        flow.send(world.coordinator(), proposal, inDays(5));
    }

    String wanted(Case open, Member client, Talent talent) {
        String candidacy = proposed(open, client, talent);
        flow.want(client.person(), candidacy);
        return candidacy;
    }

    String booked(int number, Member client, Talent talent, String candidacy, Instant at) {
        String meeting = flow.call(
                world.coordinator(),
                candidacy,
                new Participants(client.userId(), talent.userId(), world.coordinatorUser(number)),
                List.of(at),
                at.minusSeconds(1));
        flow.answer(client.person(), meeting, "YES");
        flow.answer(talent.person(), meeting, "YES");
        flow.book(world.coordinator(), meeting);
        flow.await(
                talent.person(),
                "/meetings/" + meeting,
                it -> it.get("state").asText().equals("BOOKED"));
        return meeting;
    }

    void held(String meeting, String clientSays, String talentSays) {
        JsonNode booked = world.coordinator().get("/meetings/" + meeting);
        Await.until(
                "the meeting begins",
                Duration.ofMinutes(3),
                () -> Instant.now().isAfter(Instant.parse(booked.get("start").asText())));
        flow.outcomes(world.coordinator(), meeting, clientSays, talentSays, "稼働率を80%に");
        flow.await(
                world.coordinator(),
                "/meetings/" + meeting,
                it -> it.get("state").asText().equals("HELD"));
    }

    JsonNode ordered(Case open, Member client, Talent talent, String candidacy) {
        String order = flow.orderFor(client.person(), candidacy).get("orderId").asText();
        Person.Answer tooEarly = client.person().attempt("POST", "/orders/" + order + "/placement", 1L, null);
        if (!tooEarly.good()) {
            // The talent did not say yet who they are, and the law wants both names on the order.
            assertThat(tooEarly.status()).isEqualTo(409);
            assertThat(tooEarly.body().toString()).contains("order-incomplete");
            flow.declare(talent.person(), "山田 太郎", false);
            flow.place(client.person(), order);
        }
        for (String language : List.of("ja", "en")) {
            Person.Answer document =
                    talent.person().attempt("GET", "/orders/" + order + "/document?lang=" + language, null, null);
            assertThat(document.status()).isEqualTo(200);
            assertThat(new String(document.bytes(), 0, 5, StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
        }
        flow.confirm(client.person(), order);
        flow.confirm(talent.person(), order);
        JsonNode done = talent.person().get("/orders/" + order);
        assertThat(done.get("state").asText()).isEqualTo("CONFIRMED");
        JsonNode offer = talent.person().get("/offers/" + done.get("offerId").asText());
        assertThat(done.get("termsHash")).isEqualTo(offer.get("termsHash"));
        flow.engagementFor(talent.person(), order);
        stage(candidacy, "ENGAGED");
        return done;
    }

    void stage(String candidacy, String stage) {
        flow.await(
                world.coordinator(),
                "/candidacies/" + candidacy,
                it -> it.get("stage").asText().equals(stage));
    }

    static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MILLIS);
    }
}
