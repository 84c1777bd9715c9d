package jp.enishi.matching.search;

import static jp.enishi.matching.Samples.at;
import static jp.enishi.matching.Samples.draft;
import static jp.enishi.matching.Samples.id;
import static jp.enishi.matching.Samples.published;
import static jp.enishi.matching.Samples.talent;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import jp.enishi.matching.Samples;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import jp.enishi.platform.test.rest.Request;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Saved searches over HTTP, and what they are told: what is new, why, and never twice. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class AlertsTest {
    private static final String CASES = "cases.case";
    private static final String TALENTS = "talents.talent";
    private static final String ALERTS = "matching.alert";
    private static final String SEARCHES = "/api/v1/searches";
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    Pool pool;

    @BeforeAll
    static void topics() {
        Events.create(ALERTS);
    }

    @Test
    void aTalentsSearchIsToldOfNewAndNewlyFittingCasesOnce() {
        UUID user = UUID.randomUUID();
        String search = save(Tokens.talent(user), """
                {"name": "高単価", "criteria": {"rate": 1000000, "prefectures": ["37"], "text": "課題管理"}}""");
        String modest = save(Tokens.talent(UUID.randomUUID()), """
                {"name": "何でも", "criteria": {"rate": 800000, "prefectures": ["37"]}}""");
        ObjectNode fits = kase("37", 1_000_000);
        publish(fits, 1);
        ObjectNode cheap = kase("37", 900_000);
        publish(cheap, 1);
        JsonNode first = await(search, fits);
        assertThat(first.get("reason").asText()).isEqualTo("NEW");
        assertThat(first.get("userId").asText()).isEqualTo(user.toString());
        assertThat(first.get("skills")).extracting(JsonNode::asText).contains("issue-management");

        // The cheap one was seen as it was, and is raised: now it fits, because of its budget.
        await(modest, cheap);
        publish(budget(cheap, 1_100_000), 2);
        JsonNode second = await(search, cheap);
        assertThat(second.get("reason").asText()).isEqualTo("CHANGED");
        assertThat(second.get("changed")).extracting(JsonNode::asText).containsExactly("RATE");

        // Down and up again, something else changes, and everything is said again as if nothing had been received.
        publish(budget(cheap, 900_000), 3);
        publish(budget(cheap, 1_200_000), 4);
        publish(budget(fits, 1_050_000), 2);
        pool.query("delete from inbox where consumer = 'matching-cases'").executeAndAwait();
        pool.query("delete from applied_version where consumer = 'matching-cases'")
                .executeAndAwait();
        pool.query("delete from search_object").executeAndAwait();
        publish(budget(cheap, 900_000), 1);
        publish(budget(cheap, 1_200_000), 2);
        publish(fits, 1);
        publish(fits, 2);
        ObjectNode marker = kase("37", 1_000_000);
        publish(marker, 1);
        await(search, marker);
        assertThat(alerts(search))
                .extracting(alert ->
                        alert.get("caseId").asText() + alert.get("reason").asText())
                .as("once for each case and reason")
                .doesNotHaveDuplicates()
                .contains(id(fits, "caseId") + "NEW", id(cheap, "caseId") + "CHANGED");
        assertThat(alerts(search).stream().filter(alert -> alert.get("caseId").equals(fits.get("caseId"))))
                .hasSize(1);
    }

    @Test
    void aClientsSearchIsToldOfTalentUnlessItIsPausedOrDeleted() {
        String client = Tokens.client(UUID.randomUUID().toString());
        String wanted = """
                {"name": "PMO", "criteria": {"roles": ["PMO"], "rate": 900000, "prefectures": ["36"]}%s}""";
        String search = save(client, wanted.formatted(""));
        String paused = save(client, wanted.formatted(", \"paused\": true"));
        String deleted = save(client, wanted.formatted(""));
        as(client)
                .header("If-Match", "\"1\"")
                .delete(SEARCHES + "/" + deleted)
                .then()
                .statusCode(204);
        ObjectNode person = talent(somebody -> {
            at(somebody, "wishes").putArray("workplaces").add("HYBRID");
            at(somebody, "wishes").putArray("prefectures").add("36");
        });
        person.put("complete", false);
        Events.publish(TALENTS, "talents.talent-registered.v1", id(person, "talentId"), 1, person);
        person.put("complete", true);
        Events.publish(TALENTS, "talents.talent-revised.v1", id(person, "talentId"), 2, person);
        // Others search too: of this person many may be told.
        ConsumerRecord<String, byte[]> record = Events.await(
                ALERTS,
                LONG,
                candidate -> json(candidate).path("talentId").equals(person.get("talentId"))
                        && json(candidate).path("searchId").asText().equals(search));
        JsonNode alert = json(record);
        assertThat(alert.get("side").asText()).isEqualTo("CLIENT");
        assertThat(alert.get("reason").asText()).isEqualTo("NEW");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(getClass().getResourceAsStream("/schemas/matching.search-alerted.v1.schema.json"));
        assertThat(schema.validate(new String(record.value(), StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
        assertThat(alerts(paused)).isEmpty();
        assertThat(alerts(deleted)).isEmpty();
    }

    @Test
    void searchesAreKeptChangedPausedAndDeleted() {
        String token = Tokens.talent(UUID.randomUUID());
        String search = save(token, """
                {"name": " 東京 ", "criteria": {"prefectures": ["13"]}}""");
        get(token, search).statusCode(200).body("name", equalTo("東京")).body("paused", equalTo(false));
        String changed = """
                {"name": "大阪", "criteria": {"prefectures": ["27"], "start": "2027-01-01"}, "paused": true}""";
        as(token)
                .header("If-Match", "\"1\"")
                .body(changed)
                .put(SEARCHES + "/" + search)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("paused", equalTo(true))
                .body("criteria.prefectures", equalTo(List.of("27")));
        as(token)
                .header("If-Match", "\"1\"")
                .body(changed)
                .put(SEARCHES + "/" + search)
                .then()
                .statusCode(412);
        as(token).get(SEARCHES).then().statusCode(200).body("items", hasSize(1));
        as(token)
                .header("If-Match", "\"2\"")
                .delete(SEARCHES + "/" + search)
                .then()
                .statusCode(204);
        get(token, search).statusCode(404);
        as(token).get(SEARCHES).then().body("items", hasSize(0));
    }

    @Test
    void aSearchAsksForSomethingAndThereAreNotTooMany() {
        String token = Tokens.talent(UUID.randomUUID());
        post(token, "{\"name\": \"all\", \"criteria\": {\"text\": \" \"}}")
                .statusCode(422)
                .body("errors[0].code", equalTo("search-empty"));
        post(token, "{\"name\": \"\", \"criteria\": {\"roles\": [\"PM\"]}}").statusCode(422);
        post(token, "{\"name\": \"a\", \"criteria\": {\"prefectures\": [\"48\"]}}")
                .statusCode(422);
        for (int i = 0; i < KeepSearches.MOST; i++) {
            save(token, "{\"name\": \"a\", \"criteria\": {\"roles\": [\"PM\"]}}");
        }
        post(token, "{\"name\": \"a\", \"criteria\": {\"roles\": [\"PM\"]}}")
                .statusCode(409)
                .body("code", equalTo("searches-too-many"));
    }

    private static Request as(String token) {
        return given().oauth2(token).contentType("application/json");
    }

    private static Expectations get(String token, String search) {
        return as(token).get(SEARCHES + "/" + search).then();
    }

    private static Expectations post(String token, String body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(SEARCHES)
                .then();
    }

    private static String save(String token, String body) {
        return post(token, body).statusCode(201).extract().path("searchId");
    }

    private static ObjectNode kase(String prefecture, int budget) {
        return budget(published(draft(c -> at(c, "requirements", "workplace").put("prefecture", prefecture))), budget);
    }

    private static ObjectNode budget(ObjectNode kase, int budget) {
        at(kase, "requirements", "budget", "upper").put("amount", budget);
        return kase;
    }

    private static void publish(ObjectNode kase, long version) {
        Events.publish(
                CASES,
                version == 1 ? "cases.case-published.v1" : "cases.case-revised.v1",
                id(kase, "caseId"),
                version,
                kase);
    }

    private static JsonNode await(String search, ObjectNode kase) {
        return json(Events.await(ALERTS, LONG, candidate -> {
            JsonNode alert = json(candidate);
            return alert.path("searchId").asText().equals(search)
                    && alert.path("caseId").equals(kase.get("caseId"));
        }));
    }

    private static List<JsonNode> alerts(String search) {
        return Events.all(ALERTS).stream()
                .map(AlertsTest::json)
                .filter(alert -> alert.path("searchId").asText().equals(search))
                .toList();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            return Samples.JSON.readTree(record.value());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
