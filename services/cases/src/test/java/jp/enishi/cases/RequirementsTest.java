package jp.enishi.cases;

import static jp.enishi.cases.Api.TODAY;
import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.openCase;
import static jp.enishi.cases.Api.position;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.publish;
import static jp.enishi.cases.Api.put;
import static jp.enishi.cases.Api.registerCompany;
import static jp.enishi.cases.Api.requirements;
import static jp.enishi.cases.Pipeline.apply;
import static jp.enishi.cases.Pipeline.decide;
import static jp.enishi.cases.Pipeline.known;
import static jp.enishi.cases.Pipeline.meeting;
import static jp.enishi.cases.Pipeline.met;
import static jp.enishi.cases.Pipeline.offer;
import static jp.enishi.cases.Pipeline.propose;
import static jp.enishi.cases.Pipeline.select;
import static jp.enishi.cases.Pipeline.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import jp.enishi.cases.Pipeline.Person;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What other requirements mean to the people in the pipeline, and what the pipeline asks of the requirements. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class RequirementsTest {
    private final UUID organization = UUID.randomUUID();
    private final UUID clientUser = UUID.randomUUID();
    private final String client = Tokens.client(clientUser, organization.toString());

    @BeforeAll
    static void topics() {
        Pipeline.topics();
    }

    @Test
    void aChangeIsAnnouncedToThePeopleItConcerns() throws IOException {
        String caseId = twoPositions();
        String pmo = positionOf(caseId, 0);
        Person wanted = somebody();
        Person selected = somebody();
        Person declined = somebody();
        String candidacy = select(caseId, pmo, wanted);
        propose(caseId, pmo, candidacy);
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        select(caseId, pmo, selected);
        String gone = select(caseId, pmo, declined);
        post(Tokens.coordinator(), "/api/v1/candidacies/" + gone + "/declining", 1, Map.of("reason", "見送り"))
                .then()
                .statusCode(200);
        UUID author = UUID.randomUUID();
        revise(Tokens.coordinator(author), caseId, changed -> changed.put("utilisation", 80))
                .then()
                .statusCode(200)
                .body("requirementsVersion", is(2));
        var event =
                Events.await("cases.case", "cases.case-revised.v1", UUID.fromString(caseId), Duration.ofSeconds(30));
        Contracts.checkEvent(event);
        JsonNode concerned = new ObjectMapper().readTree(event.value()).path("concerned");
        assertThat(StreamSupport.stream(concerned.spliterator(), false)
                        .map(one -> one.path("side").asText() + " "
                                + one.path("userId").asText()))
                .contains("TALENT " + wanted.user(), "CLIENT " + clientUser)
                .anyMatch(one -> one.startsWith("COORDINATOR "))
                .noneMatch(one -> one.contains(selected.user().toString()))
                .noneMatch(one -> one.contains(declined.user().toString()))
                .noneMatch(one -> one.contains(author.toString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAMeetingWantsAdjustedIsATaskUntilTheNextVersion() {
        String caseId = twoPositions();
        String pmo = positionOf(caseId, 0);
        String candidacy = select(caseId, pmo, somebody());
        propose(caseId, pmo, candidacy);
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        UUID meeting = meeting(candidacy, caseId, "BOOKED", List.of());
        meeting(
                meeting,
                2,
                candidacy,
                caseId,
                "HELD",
                List.of("CLIENT:ADJUST", "TALENT:ADJUST", "COORDINATOR:PROCEED"));
        stage(candidacy, "MET");
        coordinator()
                .get("/api/v1/cases/" + caseId)
                .then()
                .body("adjustments.side", contains("CLIENT", "TALENT"))
                .body("adjustments[0].meetingId", is(meeting.toString()))
                .body("adjustments[0].candidacyId", is(candidacy));
        as(client).get("/api/v1/cases/" + caseId).then().body("$", not(hasKey("adjustments")));
        revise(Tokens.coordinator(), caseId, changed -> changed.put("utilisation", 80))
                .then()
                .statusCode(200);
        coordinator().get("/api/v1/cases/" + caseId).then().body("adjustments", empty());
        // And they meet once more.
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        stage(candidacy, "MEETING_WANTED");
    }

    @Test
    void aCoordinatorMaySayToGoOnWithoutOtherRequirements() {
        String caseId = twoPositions();
        String candidacy = select(caseId, positionOf(caseId, 0), somebody());
        propose(caseId, positionOf(caseId, 0), candidacy);
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        UUID meeting = meeting(candidacy, caseId, "BOOKED", List.of());
        meeting(meeting, 2, candidacy, caseId, "HELD", List.of("CLIENT:ADJUST"));
        stage(candidacy, "MET");
        String path = "/api/v1/candidacies/" + candidacy;
        // The client sees that it waits, and makes no offer yet.
        as(client)
                .get(path)
                .then()
                .body("adjustingMeetingId", is(meeting.toString()))
                .body("$", not(hasKey("adjustingSide")));
        coordinator().get(path).then().body("adjustingSide", is("CLIENT"));
        var reason = Map.of("reason", "稼働率は契約の条件で調整する");
        post(client, path + "/going-on", reason).then().statusCode(403);
        post(Tokens.coordinator(), path + "/going-on", Map.of("reason", " "))
                .then()
                .statusCode(422);
        post(Tokens.coordinator(), path + "/going-on", reason).then().statusCode(200);
        as(client).get(path).then().body("$", not(hasKey("adjustingMeetingId")));
        coordinator().get("/api/v1/cases/" + caseId).then().body("adjustments", empty());
        post(Tokens.coordinator(), path + "/going-on", reason)
                .then()
                .statusCode(409)
                .body("code", is("nothing-to-adjust"));
    }

    @Test
    void theTeamIsPartOfTheRequirementsAndOfTheirHistory() throws IOException {
        String caseId = twoPositions();
        revise(Tokens.coordinator(), caseId, changed -> changed.put("team", Map.of("ja", "社員5名、協力会社10名")))
                .then()
                .statusCode(200)
                .body("requirements.team.ja", is("社員5名、協力会社10名"));
        as(client)
                .get("/api/v1/cases/" + caseId + "/requirements/versions")
                .then()
                .body("items[0].reason", is("商談で調整"))
                .body("items[0].changes[0].pointer", is("/team"));
        Contracts.checkEvent(
                Events.await("cases.case", "cases.case-revised.v1", UUID.fromString(caseId), Duration.ofSeconds(30)));
    }

    @Test
    void aFilledPositionTakesNobodyElseWhileTheCaseGoesOn() {
        String caseId = twoPositions();
        String pmo = positionOf(caseId, 0);
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        Person ken = somebody();
        String candidacy = select(caseId, pmo, somebody());
        String late = apply(caseId, pmo, ken);
        propose(caseId, pmo, candidacy);
        met(client, candidacy, caseId);
        UUID offer = offer(candidacy, "OPEN");
        offer(offer, 2, candidacy, "AGREED");
        stage(candidacy, "AGREED");
        stage(late, "CLOSED");
        as(ken.token()).get("/api/v1/candidacies/" + late).then().body("status", is("CASE_CLOSED"));
        Person third = somebody();
        select(caseId, positionOf(caseId, 1), third);
        post(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/candidacies",
                        Map.of("positionId", pmo, "talentId", third.talent()))
                .then()
                .statusCode(409)
                .body("code", is("position-filled"));
        post(
                        third.token(),
                        "/api/v1/listings/" + caseId + "/applications",
                        Map.of("positionId", pmo, "message", "ぜひ。", "resumeVersion", 1))
                .then()
                .statusCode(409)
                .body("code", is("position-filled"));
        coordinator().get("/api/v1/cases/" + caseId).then().body("status", is("PUBLISHED"));
        // The other position isn't needed any more: then every seat is taken.
        revise(Tokens.coordinator(), caseId, RequirementsTest::keepFirst).then().statusCode(200);
        coordinator()
                .get("/api/v1/cases/" + caseId)
                .then()
                .body("status", is("CLOSED"))
                .body("closingReason", is("FILLED"));
    }

    @Test
    void whoeverStandsForAPositionThatIsTakenOutIsClosed() {
        String caseId = twoPositions();
        String kept = select(caseId, positionOf(caseId, 0), somebody());
        String gone = select(caseId, positionOf(caseId, 1), somebody());
        revise(Tokens.coordinator(), caseId, RequirementsTest::keepFirst)
                .then()
                .statusCode(200)
                .body("status", is("DRAFT"));
        stage(gone, "CLOSED");
        stage(kept, "SELECTED");
    }

    private String twoPositions() {
        Map<String, Object> all = new HashMap<>(requirements("要件"));
        all.put("positions", List.of(position("PMO"), position("PM")));
        return openCase(registerCompany(organization), all);
    }

    private static Person somebody() {
        Person person = Person.somebody();
        known(person);
        return person;
    }

    private static String positionOf(String caseId, int index) {
        return coordinator().get("/api/v1/cases/" + caseId).path("requirements.positions[" + index + "].positionId");
    }

    private static void keepFirst(Map<String, Object> requirements) {
        requirements.computeIfPresent("positions", (name, all) -> List.of(((List<?>) all).getFirst()));
    }

    private static Response revise(String token, String caseId, Consumer<Map<String, Object>> change) {
        Response found = coordinator().get("/api/v1/cases/" + caseId);
        Map<String, Object> next = new HashMap<>(found.<Map<String, Object>>path("requirements"));
        change.accept(next);
        long version = ((Number) found.path("version")).longValue();
        return put(
                token,
                "/api/v1/cases/" + caseId + "/requirements",
                version,
                Map.of("reason", "商談で調整", "requirements", next));
    }
}
