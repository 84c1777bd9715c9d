package jp.enishi.matching.api;

import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.engagement;
import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.position;
import static jp.enishi.matching.Samples.published;
import static jp.enishi.matching.Samples.talent;
import static jp.enishi.platform.test.OddInputs.fine;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import jp.enishi.matching.Samples;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import jp.enishi.platform.test.rest.Response;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class MatchingServiceTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String TALENTS = "talents.talent";
    private static final String CASES = "cases.case";
    private static final String MATCHES = "matching.match";
    private static final String REGISTERED = "talents.talent-registered.v1";
    private static final String REVISED = "talents.talent-revised.v1";
    private static final String OPENED = "cases.case-opened.v1";
    private static final String PUBLISHED = "cases.case-published.v1";
    private static final String TAXONOMY = "talents.taxonomy";
    private static final String REVISED_TAXONOMY = "talents.taxonomy-revised.v1";
    private static final String PROPOSED = "matching.match-proposed.v1";

    @Inject
    Pool pool;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI health;

    @BeforeAll
    static void topics() {
        Events.create(TALENTS);
        Events.create(CASES);
        Events.create(MATCHES);
    }

    @BeforeEach
    void ready() {
        await(() -> given().get(health.toString()).statusCode() == 200);
    }

    @Test
    void aDraftIsRankedForItsCoordinatorAndItsOwnClient() {
        ObjectNode good = register(only("13"));
        ObjectNode late = only("13");
        at(late, "availability").put("from", "2026-12-25");
        at(late, "wishes", "rate", "wish").put("amount", 1_150_000);
        register(late);
        ObjectNode kase = open("13");
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        String organization = kase.get("organizationId").asText();
        await(() -> ranked(url) == 2);

        for (String token : List.of(Tokens.coordinator(), Tokens.client(organization))) {
            Expectations answer = get(token, url)
                    .statusCode(200)
                    .body("caseId", equalTo(kase.get("caseId").asText()))
                    .body("caseVersion", equalTo(1))
                    .body("weightsVersion", equalTo(Samples.WEIGHTS.version()))
                    .body("taxonomyVersion", startsWith(Samples.VOCABULARY.version()))
                    .body("positions[0].role", equalTo("PMO"))
                    .body("next", nullValue())
                    .body("items[0].talentId", equalTo(good.get("talentId").asText()))
                    .body("items[0].rank", equalTo(1))
                    .body("items[1].rank", equalTo(2))
                    .body("items[0].rate.amount", equalTo(950_000))
                    .body("items[0].sheet.initials", equalTo("T.Y."))
                    .body("items[0].explanation.requirements[0].verdict", equalTo("MET"))
                    .body("items[0].explanation.requirements[0].evidence.field", equalTo("tasks"));
            double score = answer.extract().json().getDouble("items[0].score");
            List<Number> contributions = answer.extract().path("items[0].explanation.features.contribution");
            assertThat(contributions.stream().mapToDouble(Number::doubleValue).sum())
                    .isCloseTo(score, within(1e-5));
        }
    }

    @Test
    void foreignClientsAndTalentsAndForgedTokensAreRefused() {
        ObjectNode person = register(only("14"));
        ObjectNode kase = open("14");
        String ofCase = "/api/v1/matches/cases/" + id(kase, "caseId");
        String ofTalent = "/api/v1/matches/talents/" + id(person, "talentId");
        UUID user = id(person, "userId");
        await(() -> given().oauth2(Tokens.coordinator()).get(ofCase).statusCode() == 200);
        await(() -> given().oauth2(Tokens.coordinator()).get(ofTalent).statusCode() == 200);

        get(Tokens.client(UUID.randomUUID()), ofCase).statusCode(404).contentType("application/problem+json");
        get(Tokens.talent(user), ofCase).statusCode(403);
        get(Tokens.admin(), ofCase).statusCode(403);
        get(Tokens.nobody(user), ofCase).statusCode(403);
        get(Tokens.coordinator(), "/api/v1/matches/cases/" + UUID.randomUUID()).statusCode(404);
        get(Tokens.coordinator(), ofCase + "?position=" + UUID.randomUUID()).statusCode(404);
        get(Tokens.coordinator(), ofCase + "?cursor=nonsense").statusCode(422);
        get(Tokens.coordinator(), ofCase + "?limit=101").statusCode(422);
        get(Tokens.talent(user), ofTalent).statusCode(200);
        get(Tokens.talent(UUID.randomUUID()), ofTalent).statusCode(404);
        get(Tokens.client(kase.get("organizationId").asText()), ofTalent).statusCode(403);
        get(Tokens.coordinator(), "/api/v1/matches/talents/" + UUID.randomUUID())
                .statusCode(404);
        given().get(ofCase).then().statusCode(401);
    }

    @Test
    void oddInputIsNeverAServerError() {
        ObjectNode person = register(only("15"));
        ObjectNode kase = open("15");
        String ofCase = "/api/v1/matches/cases/" + id(kase, "caseId");
        String ofTalent = "/api/v1/matches/talents/" + id(person, "talentId");
        await(() -> ranked(ofCase) == 1);
        OddInputs.pages().forEach(query -> {
            fine(query, odd(ofCase + "?" + query));
            fine(query, odd(ofTalent + "?" + query));
        });
        for (String id : OddInputs.IDS) {
            fine(id, odd("/api/v1/matches/cases/" + id));
            fine(id, odd("/api/v1/matches/talents/" + id));
            fine(id, odd(ofCase + "?position=" + id));
        }
        for (double score : List.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0)) {
            String cursor = Cursor.of(
                            Long.toString(Double.doubleToLongBits(score)),
                            UUID.randomUUID().toString())
                    .encode();
            fine(score, odd(ofCase + "?cursor=" + cursor));
        }
        for (String place : List.of(Long.toString(Long.MIN_VALUE), "x", "")) {
            String cursor =
                    Cursor.of("SCORE", place, "1", UUID.randomUUID().toString()).encode();
            fine(place, odd(ofCase + "?cursor=" + cursor));
        }
    }

    private static Response odd(String path) {
        return given().oauth2(Tokens.coordinator()).get(path);
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            ObjectNode person = only("27");
            at(person, "wishes", "rate", "wish").put("amount", 900_000 + 30_000 * (i / 2));
            expected.add(register(person).get("talentId").asText());
        }
        ObjectNode kase = open("27");
        String url = "/api/v1/matches/cases/" + id(kase, "caseId") + "?limit=3";
        await(() -> ranked("/api/v1/matches/cases/" + id(kase, "caseId")) == 7);
        List<String> seen = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        String next = "";
        while (next != null) {
            var page = get(Tokens.coordinator(), url + (next.isEmpty() ? "" : "&cursor=" + next))
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.talentId"));
            ranks.addAll(page.path("items.rank"));
            next = page.path("next");
        }
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ranks).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void talentsAreNarrowedByWordsAndFacetsAndOrderedOtherwise() {
        ObjectNode bank = only("34");
        engagement(bank).put("industry", "FINANCE").put("tasks", "銀行の勘定系でベンダーコントロールと課題管理、リスク管理を担当。");
        register(bank);
        ObjectNode cheap = only("34");
        at(cheap, "wishes", "rate", "wish").put("amount", 810_000);
        register(cheap);
        ObjectNode dear = only("34");
        at(dear, "wishes", "rate", "minimum").put("amount", 1_200_000);
        at(dear, "wishes", "rate", "wish").put("amount", 1_300_000);
        engagement(dear).put("industry", "NOBODY_ELSE");
        register(dear);
        ObjectNode kase = open("34");
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        await(() -> ranked(url) == 2);
        String client = Tokens.client(kase.get("organizationId").asText());
        String dearOnly = url + "?industry=NOBODY_ELSE";
        await(() ->
                given().oauth2(client).get(dearOnly).path("nearMisses.size()").equals(1));
        get(client, url)
                .statusCode(200)
                .body("total", equalTo(2))
                .body("facets.find { it.name == 'INDUSTRY' }.values.size()", equalTo(2));
        get(client, dearOnly)
                .statusCode(200)
                .body("total", equalTo(0))
                .body("nearMisses[0].talentId", equalTo(dear.get("talentId").asText()))
                .body("nearMisses[0].stopped[0].gate", equalTo("RATE"))
                .body("nearMisses[0].stopped[0].args.by", equalTo(100_000))
                .body("nearMisses[0].explanation.relax.code", equalTo("raise-budget"))
                .body("nearMisses[0].sheet.initials", equalTo("T.Y."));
        given().oauth2(client)
                .queryParam("q", "vendor control")
                .get(url)
                .then()
                .statusCode(200)
                .body("items.talentId", equalTo(List.of(bank.get("talentId").asText())))
                .body("items[0].highlights[0].field", equalTo("tasks"));
        given().oauth2(client)
                .queryParam("industry", "MANUFACTURING", "RETAIL")
                .get(url)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items[0].talentId", equalTo(cheap.get("talentId").asText()));
        get(client, url + "?sort=rate&limit=1").statusCode(200).body("items[0].rate.amount", equalTo(810_000));
        String next = given().oauth2(client).get(url + "?sort=rate&limit=1").path("next");
        get(client, url + "?sort=rate&cursor=" + next)
                .statusCode(200)
                .body("items.rank", equalTo(List.of(2)))
                .body("nearMisses.size()", equalTo(0));
        get(client, url + "?sort=available&cursor=" + next).statusCode(422);
        get(client, url + "?sort=name").statusCode(422).body("errors[0].code", equalTo("unknown-sort"));
        get(client, url + "?q=女性").statusCode(422).body("errors[0].code", equalTo("nothing-to-search"));
        get(Tokens.client(UUID.randomUUID()), url + "?q=課題管理").statusCode(404);
        for (String words : List.of(
                "？？？",
                "*",
                ".*[a-z",
                "a\u0000b",
                "ﾌﾟﾛｼﾞｪｸﾄ 課題",
                "\uD83D\uDE00",
                "會議 邊邉",
                "あ".repeat(501),
                "(a OR b) AND NOT \"c~2^9")) {
            fine(words, given().oauth2(client).queryParam("q", words).get(url));
        }
        assertThat(given().oauth2(client)
                        .queryParam("q", "課題".repeat(5_000))
                        .get(url)
                        .statusCode())
                .as("longer than any address")
                .isBetween(400, 499);
        fine("many", odd(url + "?" + "skill=java&".repeat(30)));
        fine("long", odd(url + "?role=" + "x".repeat(300)));
    }

    @Test
    void aWordThatWasAddedFindsWhomItDidNotAndIsTakenBack() {
        ObjectNode says = only("35");
        engagement(says).put("tasks", "ゼウス基盤の構築と課題管理、リスク管理を担当。");
        register(says);
        ObjectNode knows = only("35");
        ((ArrayNode) at(knows, "sheet").get("skills"))
                .addObject()
                .put("skill", "kubernetes")
                .put("years", 3);
        register(knows);
        ObjectNode kase = open("35");
        String url = "/api/v1/matches/cases/" + id(kase, "caseId");
        await(() -> ranked(url) == 2);
        List<String> whoSays = List.of(says.get("talentId").asText());
        List<String> whoKnows = List.of(knows.get("talentId").asText());
        assertThat(found(url, "ゼウス基盤")).isEqualTo(whoSays);
        assertThat(found(url, "Kubernetes")).isEqualTo(whoKnows);

        UUID taxonomy = UUID.randomUUID();
        Events.publish(TAXONOMY, REVISED_TAXONOMY, taxonomy, 1, """
                {"revision": 1, "words": [{"concept": "kubernetes", "word": "ゼウス基盤"},
                 {"concept": "of-another-release", "word": "未知の語"}]}""");
        await(() -> found(url, "ゼウス基盤").size() == 2 && found(url, "Kubernetes").size() == 2);
        String version = Samples.VOCABULARY.version();
        await(() -> given().oauth2(Tokens.coordinator())
                .get(url)
                .path("taxonomyVersion")
                .equals(version + "+1"));
        await(() -> !building());

        Events.publish(TAXONOMY, REVISED_TAXONOMY, taxonomy, 2, "{\"revision\": 2, \"words\": []}");
        await(() ->
                found(url, "ゼウス基盤").equals(whoSays) && found(url, "Kubernetes").equals(whoKnows));
    }

    private boolean building() {
        return given().get(health.resolve("/q/enishi/index").toString()).path("building");
    }

    private static List<String> found(String url, String words) {
        return given().oauth2(Tokens.coordinator())
                .queryParam("q", words)
                .get(url)
                .path("items.talentId");
    }

    @Test
    void aPublishedCaseIsProposedOnceToWhoFits() {
        ObjectNode fits = register(only("01"));
        ObjectNode elsewhere = register(only("02"));
        ObjectNode draft = open("01");
        String ofCase = "/api/v1/matches/cases/" + id(draft, "caseId");
        await(() -> ranked(ofCase) == 1);
        ObjectNode kase = published(draft);
        UUID caseId = id(kase, "caseId");
        Events.publish(CASES, PUBLISHED, caseId, 2, kase);

        ConsumerRecord<String, byte[]> record = Events.await(
                MATCHES,
                LONG,
                candidate -> proposal(candidate).path("caseId").asText().equals(caseId.toString()));
        JsonNode proposal = proposal(record);
        assertThat(Events.header(record, "ce_type")).isEqualTo(PROPOSED);
        assertThat(record.key()).isEqualTo(proposal.get("matchId").asText());
        assertThat(proposal.get("kind").asText()).isEqualTo("NEW_CASE");
        assertThat(proposal.get("talentId")).isEqualTo(fits.get("talentId"));
        assertThat(proposal.get("userId")).isEqualTo(fits.get("userId"));
        assertThat(proposal.get("caseVersion").asLong()).isEqualTo(2);
        assertValid(record.value());

        // The same events again, and new versions of both sides: the pair has been told.
        Events.publish(CASES, PUBLISHED, caseId, 2, kase);
        kase.put("requirementsVersion", 2);
        Events.publish(CASES, "cases.case-revised.v1", caseId, 3, kase);
        Events.publish(TALENTS, REVISED, id(fits, "talentId"), 2, fits);
        ObjectNode marker = register(only("01"));
        Events.await(
                MATCHES, LONG, candidate -> proposal(candidate).path("talentId").equals(marker.get("talentId")));
        List<JsonNode> ofThisCase = Events.all(MATCHES).stream()
                .map(MatchingServiceTest::proposal)
                .filter(event -> event.path("caseId").asText().equals(caseId.toString()))
                .toList();
        assertThat(ofThisCase).extracting(event -> event.get("talentId")).doesNotHaveDuplicates();
        assertThat(ofThisCase)
                .extracting(event -> event.get("talentId"))
                .contains(fits.get("talentId"))
                .doesNotContain(elsewhere.get("talentId"));
    }

    @Test
    void aNewTalentIsProposedToOpenCasesAndSeesThem() {
        ObjectNode kase = published(open("40"));
        UUID caseId = id(kase, "caseId");
        Events.publish(CASES, PUBLISHED, caseId, 2, kase);
        ObjectNode incomplete = only("40").put("complete", false);
        register(incomplete);
        ObjectNode person = register(only("40"));
        ConsumerRecord<String, byte[]> record = Events.await(
                MATCHES, LONG, candidate -> proposal(candidate).path("talentId").equals(person.get("talentId")));
        assertThat(proposal(record).get("caseId").asText()).isEqualTo(caseId.toString());
        assertValid(record.value());
        get(Tokens.talent(id(person, "userId")), "/api/v1/matches/talents/" + id(person, "talentId"))
                .statusCode(200)
                .body("items[0].caseId", equalTo(caseId.toString()))
                .body("items[0].case.role", equalTo("PMO"))
                .body("items[0].case.closesOn", equalTo("2099-12-20"))
                .body("items[0].explanation.requirements[0].verdict", equalTo("MET"));

        // Completing the profile makes the other one fit as well, by version 2.
        incomplete.put("complete", true);
        Events.publish(TALENTS, REVISED, id(incomplete, "talentId"), 2, incomplete);
        ConsumerRecord<String, byte[]> second = Events.await(
                MATCHES, LONG, candidate -> proposal(candidate).path("talentId").equals(incomplete.get("talentId")));
        assertThat(proposal(second).get("kind").asText()).isEqualTo("FITTING_CASE");
        assertThat(proposal(second).get("talentVersion").asLong()).isEqualTo(2);
    }

    @Test
    void aCaseIsProposedToAtMostFiveASeat() {
        UUID[] people = new UUID[8];
        for (int i = 0; i < people.length; i++) {
            people[i] = id(register(only("47")), "talentId");
        }
        // Who looks for cases only after it is published finds it by themselves, beyond the case's own five.
        await(() -> looked(people) == people.length);
        ObjectNode draft = open("47");
        String ofCase = "/api/v1/matches/cases/" + id(draft, "caseId");
        await(() -> ranked(ofCase) == 8);
        ObjectNode kase = published(draft);
        UUID caseId = id(kase, "caseId");
        Events.publish(CASES, PUBLISHED, caseId, 2, kase);
        await(() -> told(caseId) >= 5);
        kase.put("requirementsVersion", 2);
        Events.publish(CASES, "cases.case-revised.v1", caseId, 3, kase);
        ObjectNode marker = published(open("46"));
        register(only("46"));
        Events.publish(CASES, PUBLISHED, id(marker, "caseId"), 2, marker);
        await(() -> told(id(marker, "caseId")) == 1);
        assertThat(told(caseId)).isEqualTo(5);
    }

    /** How many of them have looked for open cases already. */
    private long looked(UUID[] talents) {
        return pool.preparedQuery(
                        "select count(*) from applied_version where consumer = 'matching-talents' and aggregate_id = any($1)")
                .executeAndAwait(Tuple.tuple().addArrayOfUUID(talents))
                .iterator()
                .next()
                .getLong(0);
    }

    private static long told(UUID caseId) {
        return Events.all(MATCHES).stream()
                .filter(record -> proposal(record).path("caseId").asText().equals(caseId.toString()))
                .count();
    }

    /** Somebody who goes to one prefecture only, so that tests don't see each other's people. */
    private static ObjectNode only(String prefecture) {
        return talent(t -> {
            at(t, "wishes").putArray("workplaces").add("HYBRID");
            at(t, "wishes").putArray("prefectures").add(prefecture);
        });
    }

    private static ObjectNode register(ObjectNode talent) {
        Events.publish(TALENTS, REGISTERED, id(talent, "talentId"), 1, talent);
        return talent;
    }

    private static ObjectNode open(String prefecture) {
        ObjectNode draft = draft(c -> at(c, "requirements", "workplace").put("prefecture", prefecture));
        assertThat(position(draft).get("role").asText()).isEqualTo("PMO");
        Events.publish(CASES, OPENED, id(draft, "caseId"), 1, draft);
        return draft;
    }

    /** How many talents the ranking has; -1 while the case is not known. */
    private static int ranked(String url) {
        Object items = given().oauth2(Tokens.coordinator()).get(url).path("items");
        return items instanceof List<?> list ? list.size() : -1;
    }

    private static Expectations get(String token, String url) {
        return given().oauth2(token).get(url).then();
    }

    private static JsonNode proposal(ConsumerRecord<String, byte[]> record) {
        try {
            return Samples.JSON.readTree(record.value());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertValid(byte[] body) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(MatchingServiceTest.class.getResourceAsStream("/schemas/" + PROPOSED + ".schema.json"));
        assertThat(schema.validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
