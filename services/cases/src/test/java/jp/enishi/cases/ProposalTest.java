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
import static jp.enishi.cases.Api.yen;
import static jp.enishi.cases.Pipeline.apply;
import static jp.enishi.cases.Pipeline.consent;
import static jp.enishi.cases.Pipeline.count;
import static jp.enishi.cases.Pipeline.decide;
import static jp.enishi.cases.Pipeline.draft;
import static jp.enishi.cases.Pipeline.due;
import static jp.enishi.cases.Pipeline.execute;
import static jp.enishi.cases.Pipeline.known;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.cases.Pipeline.Person;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client is shown: frozen, anonymised until the talent consents, recorded, and only until the deadline. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class ProposalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLOCK = "proposal-deadlines";

    private final UUID organization = UUID.randomUUID();
    private final String client = Tokens.client(organization);
    private final Person hana = Person.somebody();

    @Inject
    Scheduler scheduler;

    @BeforeAll
    static void topics() {
        Pipeline.topics();
    }

    @AfterEach
    void resume() {
        scheduler.resume(CLOCK);
    }

    @Test
    void coordinatorsSeeWhatOfAllCasesWaitsForAClient() {
        String caseId = caseOf(1);
        String proposal = propose(caseId, positionOf(caseId), selected(caseId));
        as(Tokens.coordinator())
                .queryParams(Map.of("state", "SENT", "limit", 100))
                .get("/api/v1/proposals")
                .then()
                .statusCode(200)
                .body("items.find { it.proposalId == '" + proposal + "' }.undecided", is(1))
                .body("items.find { it.proposalId == '" + proposal + "' }.caseId", is(caseId))
                .body("items.find { it.proposalId == '" + proposal + "' }.caseTitle.ja", notNullValue())
                .body("items.state", everyItem(is("SENT")));
        as(Tokens.coordinator()).get("/api/v1/proposals?state=ODD").then().statusCode(422);
        as(client).get("/api/v1/proposals").then().statusCode(403);
        as(Tokens.auditor()).get("/api/v1/proposals").then().statusCode(403);
    }

    @Test
    void whatIsSentIsNamedByItsHashAndNobodyCanChangeIt() throws IOException, NoSuchAlgorithmException {
        String caseId = caseOf(1);
        String position = positionOf(caseId);
        String proposal = propose(caseId, position, selected(caseId));
        Map<String, Object> person =
                as(client).get("/api/v1/proposals/" + proposal).path("people[0]");
        String canonical = new JsonCanonicalizer(JSON.writeValueAsString(Map.of(
                        "talentId", person.get("talentId"),
                        "talentVersion", person.get("talentVersion"),
                        "sheet", person.get("sheet"))))
                .getEncodedString();
        assertThat(person.get("snapshotHash"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(canonical.getBytes(StandardCharsets.UTF_8))));
        for (String change : List.of(
                "update snapshot set frozen_at = now()",
                "delete from snapshot",
                "truncate snapshot cascade",
                "update proposal_seat set talent_version = 2",
                "delete from sheet_view")) {
            assertThatThrownBy(() -> execute(change)).as(change).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> execute("update proposal set plan = '{}', version = version + 1 where proposal_id = '"
                        + proposal + "'"))
                .hasMessageContaining("stays as it is");
        put(
                        Tokens.coordinator(),
                        "/api/v1/proposals/" + proposal,
                        2,
                        plan(List.of(team(seat(position, UUID.randomUUID().toString())))))
                .then()
                .statusCode(409)
                .body("code", is("proposal-not-draft"));
    }

    @Test
    void aPersonIsNamedOnlyWhileTheyConsentToThisClientForThisCase() {
        String caseId = caseOf(1);
        String candidacy = selected(caseId);
        String proposal = propose(caseId, positionOf(caseId), candidacy);
        consent(UUID.randomUUID(), 1, hana, caseId, UUID.randomUUID(), "GIVEN");
        consent(UUID.randomUUID(), 1, hana, UUID.randomUUID().toString(), organization, "GIVEN");
        level(proposal, candidacy, "ANONYMISED");
        UUID first = UUID.randomUUID();
        consent(first, 1, hana, caseId, organization, "GIVEN");
        level(proposal, candidacy, "NAMED");
        // Another consent was given before the end of the first one was told.
        UUID second = UUID.randomUUID();
        consent(second, 1, hana, caseId, organization, "GIVEN");
        consent(first, 2, hana, caseId, organization, "WITHDRAWN");
        level(proposal, candidacy, "NAMED");
        consent(second, 2, hana, caseId, organization, "WITHDRAWN");
        level(proposal, candidacy, "ANONYMISED");
    }

    @Test
    void teamsAreAlternativesAndNameTheirOpenSeats() {
        String caseId = caseOf(3);
        String position = positionOf(caseId);
        String candidacy = selected(caseId);
        Person ken = Person.somebody();
        known(ken);
        String other = select(caseId, position, ken);
        Map<String, Object> free = Map.of("positionId", position, "candidacyId", other, "rate", yen(0));
        post(Tokens.coordinator(), proposals(caseId), plan(List.of(team(free))))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/teams/0/seats/0/rate/amount"));
        post(
                        Tokens.coordinator(),
                        proposals(caseId),
                        plan(List.of(team(seat(position, candidacy), seat(position, candidacy)))))
                .then()
                .statusCode(422)
                .body("errors[0].code", is("seated-twice"));
        String proposal = post(
                        Tokens.coordinator(),
                        proposals(caseId),
                        plan(List.of(
                                team(seat(position, candidacy), seat(position, other)), team(seat(position, other)))))
                .then()
                .statusCode(201)
                .extract()
                .path("proposalId");
        send(proposal, Duration.ofDays(1)).then().statusCode(200);
        as(client)
                .get("/api/v1/proposals/" + proposal)
                .then()
                .body("teams.size()", is(2))
                .body("teams[0].total.amount", is(1_800_000))
                .body("teams.open.seats.flatten()", contains(1, 2))
                .body("people.size()", is(2));
    }

    @Test
    void everyWayToReadASheetIsRecordedAndTold() throws SQLException {
        String caseId = caseOf(1);
        String candidacy = selected(caseId);
        String proposal = propose(caseId, positionOf(caseId), candidacy);
        String views = "select count(*) from sheet_view where proposal_id = '" + proposal + "'";
        UUID other = UUID.randomUUID();
        as(client).get("/api/v1/candidacies/" + candidacy).then().statusCode(200);
        assertThat(count(views)).isEqualTo(1);
        as(client).get("/api/v1/cases/" + caseId + "/candidacies").then().statusCode(200);
        as(client).get("/api/v1/proposals/" + proposal).then().statusCode(200);
        assertThat(count(views)).isEqualTo(1);
        as(Tokens.client(other, organization.toString()))
                .get("/api/v1/cases/" + caseId + "/candidacies")
                .then()
                .statusCode(200);
        assertThat(count(views)).isEqualTo(2);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told("cases.view")
                                .filter(event ->
                                        event.path("proposalId").asText().equals(proposal)))
                        .hasSize(2)
                        .allSatisfy(event -> {
                            Contracts.checkData("cases.sheet-viewed.v1", event.toString());
                            assertThat(event.path("talentId").asText())
                                    .isEqualTo(hana.talent().toString());
                            assertThat(event.path("level").asText()).isEqualTo("ANONYMISED");
                        })
                        .anyMatch(event -> event.path("viewerId").asText().equals(other.toString())));
    }

    @Test
    void theClientIsRemindedADayBeforeAndOnce() throws SQLException {
        String caseId = caseOf(1);
        String proposal = propose(caseId, positionOf(caseId), selected(caseId));
        due(proposal, "now() + interval '25 hours'");
        assertThat(reminders(proposal)).isZero();
        due(proposal, "now() + interval '23 hours'");
        await().atMost(Duration.ofSeconds(30)).until(() -> reminders(proposal) == 1);
        as(client).get("/api/v1/proposals/" + proposal).then().body("state", is("SENT"));
        due(proposal, "now() - interval '1 second'");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        as(client).get("/api/v1/proposals/" + proposal).then().body("state", is("LAPSED")));
        assertThat(reminders(proposal)).isEqualTo(1);
    }

    @Test
    void afterTheDeadlineNobodyDecidesEvenBeforeTheLapseIsWritten() throws SQLException {
        String caseId = caseOf(1);
        String candidacy = selected(caseId);
        String proposal = propose(caseId, positionOf(caseId), candidacy);
        scheduler.pause(CLOCK);
        due(proposal, "now() - interval '1 second'");
        decide(client, candidacy, Map.of("decision", "MEET"))
                .then()
                .statusCode(409)
                .body("code", is("candidacy-step-illegal"))
                .body("args.from", is("LAPSED"));
        scheduler.resume(CLOCK);
        stage(candidacy, "LAPSED");
        as(hana.token()).get("/api/v1/candidacies/" + candidacy).then().body("status", is("NOT_SELECTED"));
    }

    @Test
    void whoAppliedIsAnApplicantAgainWhenTheirProposalIsTakenBack() {
        String caseId = caseOf(1);
        String position = positionOf(caseId);
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        known(hana);
        String candidacy = apply(caseId, position, hana);
        String proposal = propose(caseId, position, candidacy);
        as(client).get("/api/v1/candidacies/" + candidacy).then().statusCode(200);
        post(client, "/api/v1/proposals/" + proposal + "/withdrawal", 2, Map.of())
                .then()
                .statusCode(403);
        post(Tokens.coordinator(), "/api/v1/proposals/" + proposal + "/withdrawal", 2, Map.of())
                .then()
                .statusCode(200);
        stage(candidacy, "APPLIED");
        as(client).get("/api/v1/candidacies/" + candidacy).then().statusCode(404);
        as(hana.token())
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("status", is("APPLIED"))
                .body("appliedAt", notNullValue())
                .body("companyName.ja", is("株式会社みなと"));
        propose(caseId, position, candidacy);
        stage(candidacy, "PROPOSED");
    }

    @Test
    void aTalentLearnsNothingOfASelectionThatCameToNothing() {
        String caseId = caseOf(1);
        String candidacy = selected(caseId);
        post(hana.token(), "/api/v1/candidacies/" + candidacy + "/withdrawal", 1, Map.of())
                .then()
                .statusCode(404);
        post(client, "/api/v1/candidacies/" + candidacy + "/declining", 1, Map.of("reason", "x"))
                .then()
                .statusCode(403);
        post(
                        Tokens.coordinator(),
                        "/api/v1/candidacies/" + candidacy + "/declining",
                        1,
                        Map.of("reason", "単価が\u0007合わない"))
                .then()
                .statusCode(422)
                .body("errors[0].code", is("control-character"));
        post(Tokens.coordinator(), "/api/v1/candidacies/" + candidacy + "/declining", 1, Map.of("reason", "単価が合わない"))
                .then()
                .statusCode(200);
        as(hana.token()).get("/api/v1/candidacies/" + candidacy).then().statusCode(404);
        as(hana.token()).get("/api/v1/candidacies/mine").then().body("items", empty());
        as(client).get("/api/v1/candidacies/" + candidacy).then().statusCode(404);
        coordinator()
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("stage", is("DECLINED"))
                .body("$", not(hasKey("status")))
                .body("reasonText", is("単価が合わない"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told("cases.candidacy")
                                .filter(event ->
                                        event.path("candidacyId").asText().equals(candidacy)))
                        .hasSize(2)
                        .noneMatch(event -> event.has("status")));
    }

    @Test
    void whoAppliesForWhatTheyWereSelectedForIsOneCandidate() {
        String caseId = caseOf(1);
        String position = positionOf(caseId);
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        String candidacy = selected(caseId);
        assertThat(apply(caseId, position, hana)).isEqualTo(candidacy);
        as(hana.token())
                .get("/api/v1/candidacies/mine")
                .then()
                .body("items.candidacyId", contains(candidacy))
                .body("items[0].status", is("APPLIED"))
                .body("items[0].message", is("ぜひ参画したいです。"));
    }

    @Test
    void nobodyIsProposedForACaseThatIsNotKnownWellEnough() {
        Map<String, Object> vague =
                Map.of("title", Map.of("ja", "これから"), "positions", List.of(Map.of("role", "PMO", "headCount", 1)));
        String caseId = openCase(registerCompany(UUID.randomUUID()), vague);
        String proposal = draft(caseId, positionOf(caseId), selected(caseId));
        send(proposal, Duration.ofDays(1))
                .then()
                .statusCode(409)
                .body("code", is("case-incomplete"))
                .body("args.missing", hasItem("/requirements/tasks/ja"));
    }

    @Test
    void aListingThatEndsClosesWhoeverIsStillInTheRunning() throws SQLException {
        String caseId = caseOf(1);
        String position = positionOf(caseId);
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        known(hana);
        String candidacy = apply(caseId, position, hana);
        execute("update listing set closes_on = today_in_japan() - 1 where closed_at is null and case_id = '" + caseId
                + "'");
        stage(candidacy, "CLOSED");
        as(hana.token()).get("/api/v1/candidacies/" + candidacy).then().body("status", is("CASE_CLOSED"));
        coordinator().get("/api/v1/cases/" + caseId).then().body("closingReason", is("EXPIRED"));
        // It never was put before the client.
        as(client).get("/api/v1/cases/" + caseId + "/candidacies").then().body("items", empty());
    }

    @Test
    void pagesFindWhatTheyShow() {
        String caseId = caseOf(1);
        String candidacy = selected(caseId);
        String proposal = propose(caseId, positionOf(caseId), candidacy);
        UUID viewer = UUID.randomUUID();
        String reader = Tokens.client(viewer, organization.toString());
        decide(reader, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        coordinator()
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("caseTitle.ja", is("パイプライン"))
                .body("role", is("PMO"))
                .body("companyName.ja", is("株式会社みなと"))
                .body("organizationId", is(organization.toString()))
                .body("proposalId", is(proposal))
                .body("decideBy", notNullValue())
                .body("talentUserId", is(hana.user().toString()))
                .body("clientUserId", is(viewer.toString()))
                .body("history[0].actor", notNullValue());
        as(client)
                .get("/api/v1/cases/" + caseId + "/candidacies")
                .then()
                .body("items[0].proposalId", is(proposal))
                .body("items[0].sheet.initials", is("T.Y."))
                .body("items[0]", not(hasKey("talentUserId")))
                .body("items[0]", not(hasKey("coordinatorId")));
        as(client)
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("history.to", contains("PROPOSED", "MEETING_WANTED"))
                .body("history[0]", not(hasKey("actor")));
    }

    @Test
    void everyStepIsInTheAuditTrailAndStrangersGetNothing() throws SQLException {
        String caseId = caseOf(1);
        String candidacy = selected(caseId);
        String proposal = propose(caseId, positionOf(caseId), candidacy);
        decide(client, candidacy, Map.of("decision", "PASS", "reason", "SKILLS", "note", "経験が足りません。"))
                .then()
                .statusCode(200);
        assertThat(count("select count(*) from audit where object_type = 'candidacy' and action = 'candidacy.decide'"
                        + " and role = 'CLIENT' and actor is not null and reason = 'SKILLS' and object_id = '"
                        + candidacy
                        + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from audit where object_type = 'candidacy' and object_id = '" + candidacy
                        + "'"))
                .isEqualTo(version(candidacy));
        String stranger = Tokens.client(UUID.randomUUID());
        for (String path : List.of(
                "/api/v1/candidacies/" + candidacy,
                "/api/v1/cases/" + caseId + "/candidacies",
                "/api/v1/proposals/" + proposal,
                proposals(caseId))) {
            as(stranger).get(path).then().statusCode(404);
            as(Tokens.auditor()).get(path).then().statusCode(403);
            as(Tokens.admin()).get(path).then().statusCode(403);
        }
        as(Person.somebody().token())
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .statusCode(404);
        as(hana.token()).get("/api/v1/cases/" + caseId + "/candidacies").then().statusCode(403);
        as(hana.token()).get("/api/v1/proposals/" + proposal).then().statusCode(403);
        as(client).get("/api/v1/candidacies/mine").then().statusCode(403);
        send(proposal, Duration.ofDays(1)).then().statusCode(412);
        post(client, "/api/v1/proposals/" + proposal + "/sending", 1, Map.of("decideBy", "2027-01-01T00:00:00Z"))
                .then()
                .statusCode(403);
    }

    @Test
    void aDraftIsTheCoordinatorsOnlyAndIsSentWithinSixtyDays() {
        String caseId = caseOf(1);
        String proposal = draft(caseId, positionOf(caseId), selected(caseId));
        as(client).get("/api/v1/proposals/" + proposal).then().statusCode(403);
        as(client).get(proposals(caseId)).then().body("items", empty());
        send(proposal, Duration.ofDays(61)).then().statusCode(422).body("errors[0].pointer", is("/decideBy"));
        send(proposal, Duration.ofMinutes(-1)).then().statusCode(422);
        send(proposal, Duration.ofDays(59)).then().statusCode(200);
    }

    private String caseOf(int heads) {
        Map<String, Object> position = new HashMap<>(position("PMO"));
        position.put("headCount", heads);
        return Pipeline.caseOf(organization, position);
    }

    private String selected(String caseId) {
        known(hana);
        return select(caseId, positionOf(caseId), hana);
    }

    @SafeVarargs
    private static Map<String, Object> team(Map<String, Object>... seats) {
        return Map.of("label", "OTHER", "seats", List.of(seats));
    }

    private void level(String proposal, String candidacy, String level) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            as(client).get("/api/v1/proposals/" + proposal).then().body("people[0].level", is(level));
            as(client).get("/api/v1/candidacies/" + candidacy).then().body("level", is(level));
        });
    }

    private static long reminders(String proposal) {
        return told("cases.proposal")
                .filter(event -> event.path("proposalId").asText().equals(proposal))
                .filter(event -> event.path("reminder").asBoolean())
                .count();
    }

    private static Stream<JsonNode> told(String topic) {
        return Events.all(topic).stream().map(event -> {
            try {
                return Objects.requireNonNull(JSON.readTree(event.value()));
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        });
    }
}
