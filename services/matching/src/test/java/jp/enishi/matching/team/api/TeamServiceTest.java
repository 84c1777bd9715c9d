package jp.enishi.matching.team.api;

import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.position;
import static jp.enishi.matching.Samples.talent;
import static jp.enishi.platform.test.OddInputs.fine;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.search.PoolSearch;
import jp.enishi.matching.team.solver.SmallPools;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Teams over HTTP; each test looks for people in a prefecture of its own. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class TeamServiceTest {
    private static final String TALENTS = "talents.talent";
    private static final String CASES = "cases.case";

    @BeforeAll
    static void topics() {
        List.of(TALENTS, CASES, "matching.match").forEach(Events::create);
    }

    @Test
    void threeTeamsAreExplainedToTheClientAndTheCoordinator() {
        ObjectNode kase = two("05");
        for (int i = 0; i < 5; i++) {
            register("05", 800_000 + 50_000 * i);
        }
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        known(url, 5);
        for (String token : List.of(
                Tokens.coordinator(), Tokens.client(kase.get("organizationId").asText()))) {
            get(token, url + "/teams")
                    .statusCode(200)
                    .body("budget", equalTo(2_000_000))
                    .body("proven", equalTo(true))
                    .body("teams.goal", contains("STRONGEST", "CHEAPEST", "EARLIEST"))
                    .body("teams[0].team.seats", hasSize(2))
                    .body("teams[0].difference", nullValue())
                    .body("teams[1].difference.out.size()", greaterThan(0))
                    .body("teams[0].team.coverage.skill", hasItem("issue-management"))
                    .body("teams[0].team.coverage[0].full", hasSize(2))
                    .body("positions[0].fitting", equalTo(5))
                    .body("people[0].initials", equalTo("T.Y."))
                    .body("reasons", empty());
        }
        String answer = get(Tokens.coordinator(), url + "/teams").extract().asString();
        assertThat(get(Tokens.coordinator(), url + "/teams").extract().asString())
                .isEqualTo(answer);
    }

    @Test
    void whoWasOrderedTogetherIsWorthMoreTogether() {
        ObjectNode kase = two("12");
        ObjectNode one = register("12", 850_000);
        ObjectNode other = register("12", 850_000);
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        known(url, 2);
        get(Tokens.coordinator(), url + "/teams").body("teams[0].team.points.together", equalTo(0));
        UUID earlier = UUID.randomUUID();
        ordered(earlier, one);
        ordered(earlier, other);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!given().oauth2(Tokens.coordinator())
                .get(url + "/teams")
                .path("teams[0].team.points.together")
                .equals(500)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void ordered(UUID caseId, ObjectNode person) {
        UUID candidacy = UUID.randomUUID();
        Events.publish(
                "cases.candidacy",
                "cases.candidacy-changed.v1",
                candidacy,
                1,
                Map.of(
                        "candidacyId",
                        candidacy,
                        "caseId",
                        caseId,
                        "positionId",
                        UUID.randomUUID(),
                        "companyId",
                        UUID.randomUUID(),
                        "organizationId",
                        UUID.randomUUID(),
                        "talentId",
                        talentId(person),
                        "talentVersion",
                        1,
                        "stage",
                        "ORDERED"));
    }

    @Test
    void whatBindsIsToldWithHowMuch() {
        ObjectNode kase = two("06");
        register("06", 900_000);
        ObjectNode late = person("06", 900_000);
        at(late, "availability").put("from", "2027-03-01");
        Events.publish(TALENTS, "talents.talent-registered.v1", id(late, "talentId"), 1, late);
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        known(url, 1);
        get(Tokens.coordinator(), url + "/teams")
                .statusCode(200)
                .body("teams", empty())
                .body("nearest.seats", hasSize(1))
                .body("reasons.code", hasItem("seats-open"))
                .body("reasons.find { it.code == 'seats-open' }.args.seats", equalTo(1))
                .body("reasons.find { it.code == 'nobody-before' }.args.from", equalTo("2027-03-01"))
                .body("reasons.find { it.code == 'nobody-before' }.args.before", equalTo("2026-12-31"));
        register("06", 950_000);
        known(url, 2);
        get(Tokens.coordinator(), url + "/teams").body("teams", hasSize(1));
        get(Tokens.coordinator(), url + "/teams?budget=1800000")
                .body("teams", empty())
                .body("reasons.code", contains("budget-short"))
                .body("reasons[0].args.amount", equalTo(50_000));
    }

    @Test
    void aTeamOfTheCoordinatorIsJudgedAndCompleted() {
        ObjectNode kase = two("07");
        ObjectNode one = register("07", 800_000);
        ObjectNode other = register("07", 850_000);
        register("07", 900_000);
        ObjectNode elsewhere = register("08", 800_000);
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        known(url, 3);
        known(open("08"), 1);
        String seat = position(kase).get("positionId").asText() + ":";
        get(Tokens.coordinator(), url + "/team?seat=" + seat + talentId(one) + "&seat=" + seat + talentId(other))
                .statusCode(200)
                .body("broken", empty())
                .body("team.cost", equalTo(1_650_000))
                .body("choices", hasSize(3))
                .body("completion.seats", hasSize(2));
        get(
                        Tokens.coordinator(),
                        url + "/team?was=" + seat + talentId(one) + "&seat=" + seat + talentId(elsewhere) + "&seat="
                                + seat + talentId(other))
                .statusCode(200)
                .body("change.difference.cost", equalTo(850_000))
                .body("change.difference.out", contains(talentId(one).toString()))
                .body("change.breaks.code", contains("not-suited"))
                .body("change.mends.code", contains("seats-open"));
        get(
                        Tokens.coordinator(),
                        url + "/team?seat=" + seat + talentId(elsewhere) + "&pin=" + seat + talentId(other) + "&apart="
                                + talentId(other) + ":" + talentId(elsewhere))
                .statusCode(200)
                .body("broken.code", contains("not-suited", "pair-apart"))
                .body("broken[0].args.gates", hasItem("WORKPLACE"))
                .body("completion.seats.talentId", hasItem(talentId(other).toString()))
                .body(
                        "completion.seats.talentId",
                        not(hasItem(talentId(elsewhere).toString())));
        get(Tokens.coordinator(), url + "/teams?without=" + talentId(one))
                .body("teams", hasSize(1))
                .body("teams[0].team.seats.talentId", not(hasItem(talentId(one).toString())));
    }

    @Test
    void severalCasesShareTheirPeopleWithoutPromisingAnybodyTwice() {
        ObjectNode one = two("10");
        ObjectNode other = two("10");
        for (int i = 0; i < 3; i++) {
            register("10", 800_000 + 50_000 * i);
        }
        String url = "/api/v1/matches/cases/";
        known(url + id(one, "caseId"), 3);
        known(url + id(other, "caseId"), 3);
        String plans = "/api/v1/matches/team-plans?case=" + id(one, "caseId") + "&case=" + id(other, "caseId");
        var answer = get(Tokens.coordinator(), plans)
                .statusCode(200)
                .body("proven", equalTo(true))
                .body("cases", hasSize(2))
                .body("cases.reasons.flatten().findAll { it.code == 'seats-open' }.args.seats.sum()", equalTo(1));
        List<String> seated = answer.extract().path("cases.team.seats.flatten().talentId");
        assertThat(seated).hasSize(3).doesNotHaveDuplicates();
        String pin = position(other).get("positionId").asText() + ":" + seated.getFirst();
        get(Tokens.coordinator(), plans + "&pin=" + pin)
                .body("cases[1].team.seats.talentId", hasItem(seated.getFirst()))
                .body("cases[0].team.seats.talentId", not(hasItem(seated.getFirst())));
        ObjectNode elsewhere = register("11", 800_000);
        known(open("11"), 1);
        get(
                        Tokens.coordinator(),
                        plans + "&pin=" + position(other).get("positionId").asText() + ":" + talentId(elsewhere))
                .statusCode(422)
                .body("errors[0].code", equalTo("not-suited"));
        get(Tokens.client(one.get("organizationId").asText()), plans).statusCode(403);
        get(Tokens.coordinator(), plans + "&case=" + UUID.randomUUID())
                .statusCode(422)
                .body("errors[0].code", equalTo("case-unknown"));
        get(Tokens.coordinator(), plans + "&pin=" + UUID.randomUUID() + ":" + UUID.randomUUID())
                .statusCode(422);
        for (String id : OddInputs.IDS) {
            fine(id, odd("/api/v1/matches/team-plans?case=" + id));
        }
    }

    /** Timefold makes classes as it starts, which the service's class loader must find. */
    @Test
    void theLocalSearchRunsInsideTheService() {
        PoolQuestion pool = SmallPools.pool(1);
        assertThat(new PoolSearch(500).search(pool, Duration.ofSeconds(30)).keepsRules(pool))
                .isTrue();
    }

    @Test
    void strangersAndBadInputAreRefused() {
        ObjectNode kase = two("09");
        register("09", 800_000);
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        known(url, 1);
        String seat = position(kase).get("positionId").asText() + ":";
        get(Tokens.client(UUID.randomUUID()), url + "/teams").statusCode(404);
        get(Tokens.client(kase.get("organizationId").asText()), url + "/team").statusCode(403);
        get(Tokens.talent(UUID.randomUUID()), url + "/teams").statusCode(403);
        get(Tokens.coordinator(), url + "/teams?budget=many")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/budget"));
        get(Tokens.coordinator(), url + "/teams?startBy=tomorrow&apart=x:y")
                .statusCode(422)
                .body("errors.pointer", contains("/startBy", "/apart"));
        get(Tokens.coordinator(), url + "/teams?pin=" + UUID.randomUUID() + ":" + UUID.randomUUID())
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-position"));
        get(Tokens.coordinator(), url + "/team?seat=" + seat + UUID.randomUUID())
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-talent"));
        get(Tokens.coordinator(), url + "/team?was=" + seat + UUID.randomUUID())
                .statusCode(200)
                .body("change", nullValue());
        for (String id : OddInputs.IDS) {
            for (String name : List.of("budget", "startBy", "apart", "pin", "without", "seat", "was")) {
                fine(id, odd(url + "/team?" + name + "=" + id));
            }
        }
        ObjectNode large = draft(c -> {
            at(c, "requirements", "workplace").put("prefecture", "10");
            position(c).put("headCount", 21);
        });
        Events.publish(CASES, "cases.case-opened.v1", id(large, "caseId"), 1, large);
        String tooLarge = "/api/v1/matches/cases/" + id(large, "caseId");
        known(tooLarge, 0);
        get(Tokens.coordinator(), tooLarge + "/teams").statusCode(409).body("code", equalTo("team-too-large"));
    }

    private static Response odd(String path) {
        return given().oauth2(Tokens.coordinator()).get(path);
    }

    /** A case with two seats on one position. */
    private static ObjectNode two(String prefecture) {
        ObjectNode draft = draft(c -> {
            at(c, "requirements", "workplace").put("prefecture", prefecture);
            position(c).put("headCount", 2);
        });
        Events.publish(CASES, "cases.case-opened.v1", id(draft, "caseId"), 1, draft);
        return draft;
    }

    private static String open(String prefecture) {
        return "/api/v1/matches/cases/" + id(two(prefecture), "caseId");
    }

    private static ObjectNode person(String prefecture, int rate) {
        return talent(t -> {
            at(t, "wishes").putArray("workplaces").add("HYBRID");
            ArrayNode prefectures = at(t, "wishes").putArray("prefectures");
            prefectures.add(prefecture);
            at(t, "wishes", "rate", "minimum").put("amount", rate - 50_000);
            at(t, "wishes", "rate", "wish").put("amount", rate);
        });
    }

    private static ObjectNode register(String prefecture, int rate) {
        ObjectNode person = person(prefecture, rate);
        Events.publish(TALENTS, "talents.talent-registered.v1", id(person, "talentId"), 1, person);
        return person;
    }

    private static UUID talentId(ObjectNode talent) {
        return id(talent, "talentId");
    }

    private static Expectations get(String token, String url) {
        return given().oauth2(token).get(url).then();
    }

    /** Waits until the case's ranking has so many people. */
    private static void known(String url, int people) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            Object items = given().oauth2(Tokens.coordinator()).get(url).path("items");
            if (items instanceof List<?> list && list.size() == people) {
                return;
            }
            assertThat(System.nanoTime()).as("waited for " + url).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
