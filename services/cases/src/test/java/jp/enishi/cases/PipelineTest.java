package jp.enishi.cases;

import static jp.enishi.cases.Api.TODAY;
import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.position;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.publish;
import static jp.enishi.cases.Pipeline.apply;
import static jp.enishi.cases.Pipeline.count;
import static jp.enishi.cases.Pipeline.decide;
import static jp.enishi.cases.Pipeline.due;
import static jp.enishi.cases.Pipeline.erased;
import static jp.enishi.cases.Pipeline.known;
import static jp.enishi.cases.Pipeline.meeting;
import static jp.enishi.cases.Pipeline.offer;
import static jp.enishi.cases.Pipeline.positionOf;
import static jp.enishi.cases.Pipeline.proposals;
import static jp.enishi.cases.Pipeline.propose;
import static jp.enishi.cases.Pipeline.seat;
import static jp.enishi.cases.Pipeline.select;
import static jp.enishi.cases.Pipeline.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.cases.Pipeline.Person;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the first selection to the end of an engagement, as coordinator, client and talent see it. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class PipelineTest {
    private final UUID organization = UUID.randomUUID();
    private final String client = Tokens.client(organization);
    private final Person hana = Person.somebody();
    private final Person ken = Person.somebody();

    @BeforeAll
    static void topics() {
        Pipeline.topics();
    }

    @Test
    void coordinatorsAskOnceForThePeopleOfAllCasesAndForEveryStepOfOne() {
        String first = caseOf(position("PMO"));
        UUID another = UUID.randomUUID();
        String theirs = Tokens.client(another);
        String second = Pipeline.caseOf(another, position("PM"));
        known(hana);
        known(ken);
        String one = select(first, positionOf(first), hana);
        String other = select(second, positionOf(second), ken);
        propose(second, positionOf(second), other);
        decide(theirs, other, Map.of("decision", "MEET")).then().statusCode(200);

        coordinator()
                .get("/api/v1/candidacies?limit=2")
                .then()
                .statusCode(200)
                .body("items.candidacyId", contains(other, one))
                .body("items[0].companyName.ja", not(empty()));
        coordinator()
                .get("/api/v1/candidacies?limit=1&stage=MEETING_WANTED&stage=MET")
                .then()
                .body("items.candidacyId", contains(other));
        String next = coordinator()
                .get("/api/v1/candidacies?limit=1")
                .then()
                .body("items.candidacyId", contains(other))
                .extract()
                .path("next");
        coordinator().get("/api/v1/candidacies?limit=1&cursor=" + next).then().body("items.candidacyId", contains(one));
        coordinator().get("/api/v1/candidacies?stage=GONE").then().statusCode(422);
        as(client).get("/api/v1/candidacies").then().statusCode(403);
        as(hana.token()).get("/api/v1/candidacies").then().statusCode(403);

        String steps = "/api/v1/cases/" + second + "/candidacies?history=true";
        coordinator().get(steps).then().body("items[0].history.to", contains("SELECTED", "PROPOSED", "MEETING_WANTED"));
        // What was internal stays so in a list too.
        as(theirs).get(steps).then().body("items[0].history.to", contains("PROPOSED", "MEETING_WANTED"));
        coordinator().get("/api/v1/cases/" + second + "/candidacies").then().body("items[0]", not(hasKey("history")));
    }

    @Test
    void headingsAreAskedForAtOnceAndOfWhomOneMaySeeOnly() {
        UUID another = UUID.randomUUID();
        String mine = caseOf(position("PMO"));
        String theirs = Pipeline.caseOf(another, position("PM"));
        known(hana);
        known(ken);
        String proposed = select(mine, positionOf(mine), hana);
        propose(mine, positionOf(mine), proposed);
        String internal = select(mine, positionOf(mine), ken);
        String foreign = select(theirs, positionOf(theirs), ken);
        propose(theirs, positionOf(theirs), foreign);
        String seats = "/api/v1/candidacies/seats?candidacy=" + proposed + "&candidacy=" + internal + "&candidacy="
                + foreign + "&candidacy=" + UUID.randomUUID();

        coordinator()
                .get(seats)
                .then()
                .statusCode(200)
                .body("items.candidacyId", containsInAnyOrder(proposed, internal, foreign))
                .body("items.companyName.ja", everyItem(not(empty())));
        as(client)
                .get(seats)
                .then()
                .statusCode(200)
                .body("items.candidacyId", contains(proposed))
                .body("items[0].caseTitle.ja", not(empty()))
                .body("items[0].role", is("PMO"))
                .body("items[0].initials", not(empty()))
                .body("items[0].level", is("ANONYMISED"))
                .body("items[0]", not(hasKey("sheet")));
        as(Tokens.client(another)).get(seats).then().body("items.candidacyId", contains(foreign));
        as(client).get("/api/v1/candidacies/seats").then().statusCode(200).body("items", empty());
        as(hana.token()).get(seats).then().statusCode(403);
        coordinator().get("/api/v1/candidacies/seats?candidacy=x").then().statusCode(422);
        coordinator()
                .get("/api/v1/candidacies/seats?candidacy="
                        + String.join("&candidacy=", Collections.nCopies(51, proposed)))
                .then()
                .statusCode(422)
                .body("errors[0].code", is("too-many"));
    }

    @Test
    void whoWasErasedIsInNoRunningAnyMoreAndIsNeverSelectedAgain() throws SQLException {
        String caseId = caseOf(position("PMO"));
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        String position = positionOf(caseId);
        known(hana);
        known(ken);
        String applied = apply(caseId, position, hana);
        String stays = select(caseId, position, ken);
        String other = Pipeline.caseOf(UUID.randomUUID(), position("PMO"));
        String selected = select(other, positionOf(other), hana);
        String shown = Pipeline.caseOf(UUID.randomUUID(), position("PMO"));
        String proposed = select(shown, positionOf(shown), hana);
        propose(shown, positionOf(shown), proposed);
        UUID theirs = UUID.randomUUID();
        String passed = Pipeline.caseOf(theirs, position("PMO"));
        String gone = select(passed, positionOf(passed), hana);
        propose(passed, positionOf(passed), gone);
        decide(Tokens.client(theirs), gone, Map.of("decision", "PASS", "reason", "OTHER", "note", "山田さんには遠い"))
                .then()
                .statusCode(200);
        assertThatThrownBy(() -> count(
                        "update candidacy_step set reason_text = null where candidacy_id = '" + gone + "' returning 1"))
                .hasMessageContaining("never change");

        erased(hana, 2);
        stage(applied, "WITHDRAWN");
        stage(selected, "DECLINED");
        stage(proposed, "WITHDRAWN");
        stage(stays, "SELECTED");
        coordinator().get("/api/v1/candidacies/" + applied).then().body("reasonCode", is("ERASED"), "message", is(""));
        post(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/candidacies",
                        Map.of("positionId", position, "talentId", hana.talent()))
                .then()
                .statusCode(422);
        assertThat(count("select count(*) from talent_sheet where user_id = '" + hana.user() + "'"))
                .isZero();
        assertThat(count("select count(*) from snapshot where talent_id = '" + hana.talent() + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from talent_rate where talent_id = '" + hana.talent() + "'"))
                .isZero();
        // What was said of them is cut from the steps; the step stays.
        assertThat(count(
                        "select count(*) from candidacy_step s join candidacy c using (candidacy_id) where c.talent_id = '"
                                + hana.talent() + "' and s.reason_text is not null"))
                .isZero();
        assertThat(count("select count(*) from candidacy_step where candidacy_id = '" + gone
                        + "' and to_stage = 'PASSED' and reason_code = 'OTHER'"))
                .isEqualTo(1);
        assertThatThrownBy(() ->
                        count("update candidacy_step set role = 'X' where candidacy_id = '" + gone + "' returning 1"))
                .hasMessageContaining("never change");
        // As a replay has it, and as nobody else is concerned.
        assertThat(count("select forget_talent('" + hana.talent() + "')")).isZero();
        assertThat(count(Pipeline.OPEN_PARKED.formatted(hana.talent()))).isZero();
    }

    @Test
    void theWholeWayFromSelectionToTheEndOfTheEngagement() {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        String candidacy = select(caseId, position, hana);

        // Nobody but the coordinator knows.
        as(client).get("/api/v1/cases/" + caseId + "/candidacies").then().body("items", empty());
        as(client).get("/api/v1/candidacies/" + candidacy).then().statusCode(404);
        as(hana.token()).get("/api/v1/candidacies/mine").then().body("items", empty());
        as(hana.token()).get("/api/v1/candidacies/" + candidacy).then().statusCode(404);

        String proposal = propose(caseId, position, candidacy);
        as(client)
                .get("/api/v1/proposals/" + proposal)
                .then()
                .statusCode(200)
                .body("state", is("SENT"))
                .body("teams[0].total.amount", is(900_000))
                .body("people[0].sheet.initials", is("T.Y."))
                .body("people[0].snapshotHash", hasLength(64))
                .body("people[0].level", is("ANONYMISED"));
        as(hana.token())
                .get("/api/v1/candidacies/mine")
                .then()
                .body("items[0].status", is("PROPOSED"))
                .body("items[0]", not(hasKey("coordinatorId")));

        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        stage(candidacy, "MEETING_WANTED");
        meeting(candidacy, caseId, "BOOKED", List.of());
        stage(candidacy, "MEETING_BOOKED");
        meeting(candidacy, caseId, "HELD", List.of("CLIENT:PROCEED", "TALENT:PROCEED", "COORDINATOR:PROCEED"));
        stage(candidacy, "MET");
        offer(candidacy, "OPEN");
        stage(candidacy, "OFFERED");
        offer(candidacy, "AGREED");
        stage(candidacy, "AGREED");
        // The only seat is taken: the case is filled.
        coordinator()
                .get("/api/v1/cases/" + caseId)
                .then()
                .body("status", is("CLOSED"))
                .body("closingReason", is("FILLED"));
        // An engagement may be told of before the order it follows from.
        Events.publish(
                "contracts.engagement",
                "contracts.engagement-changed.v1",
                UUID.randomUUID(),
                1,
                Map.of("candidacyId", candidacy, "state", "PLANNED"));
        stage(candidacy, "ENGAGED");
        as(hana.token())
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("status", is("ENGAGED"))
                .body("history.status", equalTo(List.of("PROPOSED", "MEETING", "OFFERED", "AGREED", "ENGAGED")));
        coordinator()
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body(
                        "history.to",
                        equalTo(List.of(
                                "SELECTED",
                                "PROPOSED",
                                "MEETING_WANTED",
                                "MEETING_BOOKED",
                                "MET",
                                "OFFERED",
                                "AGREED",
                                "ORDERED",
                                "ENGAGED")));
        Contracts.checkEvent(Events.await(
                "cases.candidacy", "cases.candidacy-changed.v1", UUID.fromString(candidacy), Duration.ofSeconds(30)));
        Contracts.checkEvent(Events.await(
                "cases.proposal", "cases.proposal-changed.v1", UUID.fromString(proposal), Duration.ofSeconds(30)));
    }

    @Test
    void aTalentAppliesToAListingAndWithdraws() {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(ken);
        Map<String, Object> application = Map.of("positionId", position, "message", "ぜひ参画したいです。", "resumeVersion", 1);
        post(ken.token(), "/api/v1/listings/" + caseId + "/applications", application)
                .then()
                .statusCode(409)
                .body("code", is("listing-closed"));
        publish(caseId, 1, TODAY.plusDays(30)).then().statusCode(200);
        post(
                        ken.token(),
                        "/api/v1/listings/" + caseId + "/applications",
                        Map.of("positionId", position, "message", "ぜひ。", "resumeVersion", 7))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/resumeVersion"));
        String candidacy = apply(caseId, position, ken);
        post(ken.token(), "/api/v1/listings/" + caseId + "/applications", application)
                .then()
                .statusCode(409)
                .body("code", is("candidacy-exists"));
        as(client).get("/api/v1/candidacies/" + candidacy).then().statusCode(404);
        coordinator()
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("stage", is("APPLIED"))
                .body("message", is("ぜひ参画したいです。"));
        post(hana.token(), "/api/v1/candidacies/" + candidacy + "/withdrawal", 1, Map.of())
                .then()
                .statusCode(404);
        post(ken.token(), "/api/v1/candidacies/" + candidacy + "/withdrawal", 1, Map.of("reason", "別件が決まりました"))
                .then()
                .statusCode(200);
        as(ken.token())
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("status", is("WITHDRAWN"))
                .body("withdrawable", is(false));
        // Nobody of the client ever learned of it.
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(404);
        as(client).get("/api/v1/candidacies/" + candidacy).then().statusCode(404);
        as(client).get("/api/v1/cases/" + caseId + "/candidacies").then().body("items", empty());
    }

    @Test
    void aPassNeedsAReasonAndEndsIt() {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        String candidacy = select(caseId, position, hana);
        propose(caseId, position, candidacy);
        decide(client, candidacy, Map.of("decision", "PASS"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/reason"));
        decide(Tokens.client(UUID.randomUUID()), candidacy, Map.of("decision", "MEET"))
                .then()
                .statusCode(404);
        decide(hana.token(), candidacy, Map.of("decision", "MEET")).then().statusCode(403);
        decide(client, candidacy, Map.of("decision", "PASS", "reason", "BUDGET", "note", "予算を超えるため"))
                .then()
                .statusCode(200);
        as(hana.token())
                .get("/api/v1/candidacies/" + candidacy)
                .then()
                .body("status", is("NOT_SELECTED"))
                .body("$", not(hasKey("reasonText")));
        decide(client, candidacy, Map.of("decision", "MEET"))
                .then()
                .statusCode(409)
                .body("args.from", is("PASSED"));
        // Everybody in it is decided on, so the proposal is.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> as(client).get(proposals(caseId)).then().body("items[0].state", is("DECIDED")));
    }

    @Test
    void whatTheClientDoesNotDecideLapsesByTheDatabasesClock() throws SQLException {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        String candidacy = select(caseId, position, hana);
        String proposal = propose(caseId, position, candidacy);
        due(proposal, "now() - interval '1 second'");
        stage(candidacy, "LAPSED");
        as(client).get("/api/v1/proposals/" + proposal).then().body("state", is("LAPSED"));
    }

    @Test
    void aProposalTakenBackLeavesItsPeopleSelected() {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        String candidacy = select(caseId, position, hana);
        String proposal = propose(caseId, position, candidacy);
        post(Tokens.coordinator(), "/api/v1/proposals/" + proposal + "/withdrawal", 2, Map.of())
                .then()
                .statusCode(200);
        stage(candidacy, "SELECTED");
        as(client).get("/api/v1/proposals/" + proposal).then().statusCode(403);
        as(client).get(proposals(caseId)).then().body("items", empty());
    }

    @Test
    void closingACaseEndsEveryCandidacyButAnAgreementStands() {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        known(ken);
        String first = select(caseId, position, hana);
        String second = select(caseId, position, ken);
        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 1, Map.of("reason", "CANCELLED"))
                .then()
                .statusCode(200);
        stage(first, "CLOSED");
        stage(second, "CLOSED");
        offer(first, "AGREED");
        stage(second, "CLOSED");
        post(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/candidacies",
                        Map.of("positionId", position, "talentId", hana.talent()))
                .then()
                .statusCode(409)
                .body("code", is("case-not-open"));
    }

    @Test
    void aTeamHasAPersonOncePerSeatAndNotMoreThanThereAreSeats() {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        known(ken);
        String first = select(caseId, position, hana);
        String second = select(caseId, position, ken);
        Map<String, Object> twoOnOne = Map.of(
                "plan",
                Map.of("ja", "体制案"),
                "teams",
                List.of(Map.of("label", "STRONGEST", "seats", List.of(seat(position, first), seat(position, second)))));
        post(Tokens.coordinator(), proposals(caseId), twoOnOne)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/teams/0/seats/1/positionId"))
                .body("errors[0].code", is("no-seat-left"));
        Map<String, Object> stranger = Map.of(
                "plan",
                Map.of("ja", "体制案"),
                "teams",
                List.of(Map.of(
                        "label",
                        "OTHER",
                        "seats",
                        List.of(seat(position, UUID.randomUUID().toString())))));
        post(Tokens.coordinator(), proposals(caseId), stranger)
                .then()
                .statusCode(422)
                .body("errors[0].code", is("unknown-candidacy"));
        post(client, proposals(caseId), stranger).then().statusCode(403);
    }

    @Test
    void readingAProposalIsRecordedOnceAnHourAndTold() throws SQLException {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        String candidacy = select(caseId, position, hana);
        String proposal = propose(caseId, position, candidacy);
        coordinator().get("/api/v1/proposals/" + proposal).then().statusCode(200);
        assertThat(views(proposal)).isZero();
        as(client).get("/api/v1/proposals/" + proposal).then().statusCode(200);
        as(client).get(proposals(caseId)).then().statusCode(200);
        assertThat(views(proposal)).isEqualTo(1);
    }

    @Test
    void theSchemaRefusesWhatTheCodeShouldHaveRefused() throws SQLException {
        String caseId = caseOf(position("PMO"));
        String position = positionOf(caseId);
        known(hana);
        String candidacy = select(caseId, position, hana);
        propose(caseId, position, candidacy);
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("update candidacy set stage = 'ORDERED', version = version + 1"
                            + " where candidacy_id = '" + candidacy + "'"))
                    .hasMessageContaining("cannot go from");
            assertThatThrownBy(() -> statement.execute("delete from candidacy_step"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("update snapshot set document = '{}'"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private String caseOf(Map<String, Object> position) {
        return Pipeline.caseOf(organization, position);
    }

    private static long views(String proposal) throws SQLException {
        return count("select count(*) from sheet_view where proposal_id = '" + proposal + "'");
    }
}
