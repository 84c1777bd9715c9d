package jp.enishi.cases;

import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.openCase;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.registerCompany;
import static jp.enishi.cases.Api.requirements;
import static jp.enishi.cases.Api.yen;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;

/** The pipeline as its callers and the other services use it. */
final class Pipeline {
    static final String OPEN_PARKED =
            "select count(*) from parked_event where state = 'PARKED' and aggregate_id = '%s'";

    private Pipeline() {}

    /** A talent and their account. */
    record Person(UUID talent, UUID user) {
        static Person somebody() {
            return new Person(UUID.randomUUID(), UUID.randomUUID());
        }

        String token() {
            return Tokens.talent(user);
        }
    }

    static void topics() {
        List.of(
                        "talents.talent",
                        "talents.consent",
                        "meetings.meeting",
                        "contracts.offer",
                        "contracts.order",
                        "contracts.engagement")
                .forEach(Events::create);
    }

    static String caseOf(UUID organization, Map<String, Object> position) {
        Map<String, Object> all = new HashMap<>(requirements("パイプライン"));
        all.put("positions", List.of(position));
        return openCase(registerCompany(organization), all);
    }

    static String positionOf(String caseId) {
        return coordinator().get("/api/v1/cases/" + caseId).path("requirements.positions[0].positionId");
    }

    static void known(Person person) {
        Events.publish(
                "talents.talent",
                "talents.talent-registered.v1",
                person.talent(),
                1,
                Map.of(
                        "talentId",
                        person.talent().toString(),
                        "userId",
                        person.user().toString(),
                        "status",
                        "ACTIVE",
                        "language",
                        "ja",
                        "changed",
                        List.of("PROFILE"),
                        "sheet",
                        Map.of(
                                "initials", "T.Y.",
                                "summary", "",
                                "roles", List.of(),
                                "skills", List.of(),
                                "languages", List.of(),
                                "engagements", List.of()),
                        "complete",
                        false));
    }

    static void erased(Person person, long version) {
        String type = "talents.talent-erased.v1";
        Events.publish(
                "talents.talent",
                person.talent().toString(),
                null,
                Events.headers(UUID.randomUUID(), type, person.talent(), version));
    }

    static void consent(UUID consentId, long version, Person person, String caseId, UUID organization, String state) {
        Events.publish(
                "talents.consent",
                "talents.consent-changed.v1",
                consentId,
                version,
                Map.of(
                        "consentId",
                        consentId.toString(),
                        "talentId",
                        person.talent().toString(),
                        "organizationId",
                        organization.toString(),
                        "caseId",
                        caseId,
                        "state",
                        state));
    }

    /** The talent's event may be on its way still. */
    static String select(String caseId, String position, Person person) {
        Map<String, Object> body = Map.of("positionId", position, "talentId", person.talent());
        return made("/api/v1/cases/" + caseId + "/candidacies", Tokens.coordinator(), body);
    }

    static String apply(String caseId, String position, Person person) {
        Map<String, Object> body = Map.of("positionId", position, "message", "ぜひ参画したいです。", "resumeVersion", 1);
        return made("/api/v1/listings/" + caseId + "/applications", person.token(), body);
    }

    private static String made(String path, String token, Map<String, Object> body) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> post(token, path, body), answer -> answer.statusCode() == 201)
                .path("candidacyId");
    }

    static Map<String, Object> seat(String position, String candidacy) {
        return Map.of("positionId", position, "candidacyId", candidacy, "rate", yen(900_000));
    }

    static Map<String, Object> plan(List<Map<String, Object>> teams) {
        return Map.of("plan", Map.of("ja", "PMO 1名体制で課題管理を立て直します。"), "teams", teams);
    }

    static String proposals(String caseId) {
        return "/api/v1/cases/" + caseId + "/proposals";
    }

    static String draft(String caseId, String position, String candidacy) {
        return post(
                        Tokens.coordinator(),
                        proposals(caseId),
                        plan(List.of(Map.of("label", "STRONGEST", "seats", List.of(seat(position, candidacy))))))
                .then()
                .statusCode(201)
                .extract()
                .path("proposalId");
    }

    static Response send(String proposal, Duration until) {
        return post(
                Tokens.coordinator(),
                "/api/v1/proposals/" + proposal + "/sending",
                1,
                Map.of("decideBy", Instant.now().plus(until).toString()));
    }

    static String propose(String caseId, String position, String candidacy) {
        String proposal = draft(caseId, position, candidacy);
        send(proposal, Duration.ofDays(7)).then().statusCode(200);
        return proposal;
    }

    static long version(String candidacy) {
        return ((Number) coordinator().get("/api/v1/candidacies/" + candidacy).path("version")).longValue();
    }

    static Response decide(String token, String candidacy, Map<String, Object> decision) {
        return post(token, "/api/v1/candidacies/" + candidacy + "/decision", version(candidacy), decision);
    }

    static void stage(String candidacy, String stage) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> coordinator()
                        .get("/api/v1/candidacies/" + candidacy)
                        .then()
                        .body("stage", is(stage)));
    }

    /** A new meeting in this state. */
    static UUID meeting(String candidacy, String caseId, String state, List<String> outcomes) {
        UUID meeting = UUID.randomUUID();
        meeting(meeting, 1, candidacy, caseId, state, outcomes);
        return meeting;
    }

    static void meeting(
            UUID meeting, long version, String candidacy, String caseId, String state, List<String> outcomes) {
        Events.publish(
                "meetings.meeting",
                "meetings.meeting-changed.v1",
                meeting,
                version,
                Map.of(
                        "candidacyId",
                        candidacy,
                        "caseId",
                        caseId,
                        "state",
                        state,
                        "outcomes",
                        outcomes.stream()
                                .map(outcome -> outcome.split(":"))
                                .map(parts -> Map.of("side", parts[0], "outcome", parts[1]))
                                .toList()));
    }

    /** A new offer in this state. */
    static UUID offer(String candidacy, String state) {
        UUID offer = UUID.randomUUID();
        offer(offer, 1, candidacy, state);
        return offer;
    }

    static void offer(UUID offer, long version, String candidacy, String state) {
        Events.publish(
                "contracts.offer",
                "contracts.offer-changed.v1",
                offer,
                version,
                Map.of("candidacyId", candidacy, "state", state));
    }

    /** To where all three have met. */
    static void met(String client, String candidacy, String caseId) {
        decide(client, candidacy, Map.of("decision", "MEET")).then().statusCode(200);
        UUID meeting = meeting(candidacy, caseId, "BOOKED", List.of());
        meeting(meeting, 2, candidacy, caseId, "HELD", List.of("CLIENT:PROCEED", "TALENT:PROCEED"));
        stage(candidacy, "MET");
    }

    static void execute(String sql) throws SQLException {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long count(String sql) throws SQLException {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Moves the deadline of a proposal that was sent, and when it was sent. */
    static void due(String proposal, String decideBy) throws SQLException {
        execute("alter table proposal disable trigger proposal_is_guarded;"
                + " update proposal set decide_by = " + decideBy + ", sent_at = now() - interval '2 days'"
                + " where proposal_id = '" + proposal + "';"
                + " alter table proposal enable trigger proposal_is_guarded");
    }
}
