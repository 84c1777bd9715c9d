package jp.enishi.cases;

import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.position;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Pipeline.count;
import static jp.enishi.cases.Pipeline.decide;
import static jp.enishi.cases.Pipeline.due;
import static jp.enishi.cases.Pipeline.known;
import static jp.enishi.cases.Pipeline.meeting;
import static jp.enishi.cases.Pipeline.met;
import static jp.enishi.cases.Pipeline.offer;
import static jp.enishi.cases.Pipeline.plan;
import static jp.enishi.cases.Pipeline.positionOf;
import static jp.enishi.cases.Pipeline.proposals;
import static jp.enishi.cases.Pipeline.propose;
import static jp.enishi.cases.Pipeline.seat;
import static jp.enishi.cases.Pipeline.select;
import static jp.enishi.cases.Pipeline.send;
import static jp.enishi.cases.Pipeline.stage;
import static jp.enishi.cases.Pipeline.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jp.enishi.cases.Pipeline.Person;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Things that happen at once, and reports that overtake each other: one truth remains, and no report gets stuck. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class PipelineRaceTest {
    private final UUID organization = UUID.randomUUID();
    private final String client = Tokens.client(organization);

    @BeforeAll
    static void topics() {
        Pipeline.topics();
    }

    @Test
    void twoCoordinatorsSelectTheSameTalent() throws ExecutionException, InterruptedException {
        String first = Pipeline.caseOf(UUID.randomUUID(), position("PMO"));
        Person hana = Person.somebody();
        known(hana);
        select(first, positionOf(first), hana);
        // The talent is known here now, so that both get through.
        String caseId = caseOf(1);
        Map<String, Object> body = Map.of("positionId", positionOf(caseId), "talentId", hana.talent());
        List<Response> answers = atOnce(IntStream.range(0, 4)
                .<Callable<Response>>mapToObj(i -> () ->
                        post(Tokens.coordinator(UUID.randomUUID()), "/api/v1/cases/" + caseId + "/candidacies", body))
                .toList());
        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .allSatisfy(answer -> answer.then().body("code", is("candidacy-exists")));
        coordinator().get("/api/v1/cases/" + caseId + "/candidacies").then().body("items.size()", is(1));
    }

    @Test
    void theLastSeatIsReportedAsAgreedTwice() throws SQLException {
        String caseId = caseOf(1);
        String position = positionOf(caseId);
        String first = metSomebody(caseId, position);
        String second = metSomebody(caseId, position);
        UUID one = offer(first, "OPEN");
        UUID other = offer(second, "OPEN");
        stage(first, "OFFERED");
        stage(second, "OFFERED");
        offer(one, 2, first, "AGREED");
        offer(other, 2, second, "AGREED");
        // What two sides agreed on stands, whoever was told first; the case was filled once.
        stage(first, "AGREED");
        stage(second, "AGREED");
        coordinator().get("/api/v1/cases/" + caseId).then().body("closingReason", is("FILLED"));
        assertThat(Events.all("cases.case"))
                .filteredOn(event ->
                        caseId.equals(event.key()) && "cases.case-closed.v1".equals(Events.header(event, "ce_type")))
                .hasSize(1);
        nothingIsStuck(one);
        nothingIsStuck(other);
    }

    @Test
    void whoeverIsLeftWhenTheLastSeatIsTakenIsClosedAndLateReportsOfTheirOfferChangeNothing() throws SQLException {
        String caseId = caseOf(1);
        String position = positionOf(caseId);
        String first = metSomebody(caseId, position);
        String second = metSomebody(caseId, position);
        UUID other = offer(second, "OPEN");
        stage(second, "OFFERED");
        UUID one = offer(first, "OPEN");
        offer(one, 2, first, "AGREED");
        stage(first, "AGREED");
        stage(second, "CLOSED");
        offer(other, 2, second, "WITHDRAWN");
        reported(other, "WITHDRAWN");
        stage(second, "CLOSED");
        nothingIsStuck(other);
    }

    @Test
    void theClientDecidesWhileTheProposalLapses() throws Exception {
        int people = 6;
        String caseId = caseOf(people);
        String position = positionOf(caseId);
        List<String> candidacies = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Person person = Person.somebody();
            known(person);
            candidacies.add(select(caseId, position, person));
        }
        String proposal = post(
                        Tokens.coordinator(),
                        proposals(caseId),
                        plan(List.of(Map.of(
                                "label",
                                "STRONGEST",
                                "seats",
                                candidacies.stream()
                                        .map(id -> seat(position, id))
                                        .toList()))))
                .path("proposalId");
        send(proposal, Duration.ofDays(7)).then().statusCode(200);
        long version = version(candidacies.getFirst());
        due(proposal, "now() + interval '300 milliseconds'");
        List<Response> answers = atOnce(candidacies.stream()
                .<Callable<Response>>map(id -> () -> {
                    Thread.sleep(150L * candidacies.indexOf(id));
                    return post(client, "/api/v1/candidacies/" + id + "/decision", version, Map.of("decision", "MEET"));
                })
                .toList());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !"SENT"
                        .equals(coordinator()
                                .get("/api/v1/proposals/" + proposal)
                                .path("state")));
        for (int i = 0; i < people; i++) {
            boolean decided = answers.get(i).statusCode() == 200;
            assertThat(answers.get(i).statusCode()).isIn(200, 409, 412);
            stage(candidacies.get(i), decided ? "MEETING_WANTED" : "LAPSED");
        }
        assertThat(answers).anyMatch(answer -> answer.statusCode() != 200);
        as(client).get("/api/v1/proposals/" + proposal).then().body("state", is("LAPSED"));
    }

    @Test
    void theEndOfOneMeetingOrOfferIsNotTheEndOfAnother() throws SQLException {
        String caseId = caseOf(1);
        String position = positionOf(caseId);
        String candidacy = wanted(caseId, position, Person.somebody());
        UUID first = meeting(candidacy, caseId, "BOOKED", List.of());
        stage(candidacy, "MEETING_BOOKED");
        UUID second = meeting(candidacy, caseId, "BOOKED", List.of());
        reported(second, "BOOKED");
        meeting(first, 2, candidacy, caseId, "CANCELLED", List.of());
        reported(first, "CANCELLED");
        stage(candidacy, "MEETING_BOOKED");
        meeting(second, 2, candidacy, caseId, "HELD", List.of());
        stage(candidacy, "MET");

        UUID newer = offer(candidacy, "OPEN");
        stage(candidacy, "OFFERED");
        UUID older = offer(candidacy, "OPEN");
        offer(older, 2, candidacy, "EXPIRED");
        reported(older, "EXPIRED");
        stage(candidacy, "OFFERED");
        offer(newer, 2, candidacy, "AGREED");
        stage(candidacy, "AGREED");
        nothingIsStuck(first);
        nothingIsStuck(older);
    }

    @Test
    void aTalentWithdrawsWhileAMeetingIsBooked() throws SQLException {
        String caseId = caseOf(1);
        Person hana = Person.somebody();
        String candidacy = wanted(caseId, positionOf(caseId), hana);
        UUID meeting = meeting(candidacy, caseId, "BOOKED", List.of());
        stage(candidacy, "MEETING_BOOKED");
        post(hana.token(), "/api/v1/candidacies/" + candidacy + "/withdrawal", version(candidacy), Map.of())
                .then()
                .statusCode(200);
        meeting(meeting, 2, candidacy, caseId, "HELD", List.of("TALENT:DECLINE", "CLIENT:DECLINE"));
        reported(meeting, "HELD");
        UUID late = meeting(candidacy, caseId, "CANCELLED", List.of());
        reported(late, "CANCELLED");
        UUID refused = offer(candidacy, "REFUSED");
        reported(refused, "REFUSED");
        stage(candidacy, "WITHDRAWN");
        nothingIsStuck(meeting);
        nothingIsStuck(late);
        nothingIsStuck(refused);
    }

    @Test
    void aReportThatIsRepeatedIsNoNews() throws SQLException {
        String caseId = caseOf(1);
        Person hana = Person.somebody();
        String candidacy = wanted(caseId, positionOf(caseId), hana);
        UUID meeting = meeting(candidacy, caseId, "BOOKED", List.of());
        meeting(meeting, 2, candidacy, caseId, "HELD", List.of("CLIENT:ADJUST"));
        stage(candidacy, "MET");
        // The client wants to meet once more.
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        meeting(meeting, 3, candidacy, caseId, "HELD", List.of("CLIENT:ADJUST"));
        UUID next = meeting(candidacy, caseId, "BOOKED", List.of());
        stage(candidacy, "MEETING_BOOKED");
        coordinator()
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("history.to.findAll { it == 'MET' }.size()", is(1));
        nothingIsStuck(meeting);
        nothingIsStuck(next);
    }

    private String caseOf(int heads) {
        Map<String, Object> position = new HashMap<>(position("PMO"));
        position.put("headCount", heads);
        return Pipeline.caseOf(organization, position);
    }

    private String wanted(String caseId, String position, Person person) {
        known(person);
        String candidacy = select(caseId, position, person);
        propose(caseId, position, candidacy);
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        return candidacy;
    }

    private String metSomebody(String caseId, String position) {
        Person person = Person.somebody();
        known(person);
        String candidacy = select(caseId, position, person);
        propose(caseId, position, candidacy);
        met(client, candidacy, caseId);
        return candidacy;
    }

    /** Until the report was read, whatever came of it. */
    private static void reported(UUID thing, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from candidacy_report where thing_id = '" + thing
                                + "' and state = '" + state + "'")
                        == 1);
    }

    private static void nothingIsStuck(UUID thing) throws SQLException {
        assertThat(count(Pipeline.OPEN_PARKED.formatted(thing))).isZero();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws ExecutionException, InterruptedException {
        try (var executor = Executors.newFixedThreadPool(calls.size())) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : executor.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
