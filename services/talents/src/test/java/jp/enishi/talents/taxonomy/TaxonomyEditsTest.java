package jp.enishi.talents.taxonomy;

import static jp.enishi.platform.test.OddInputs.fine;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.JsonText;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import jp.enishi.talents.taxonomy.messaging.TaxonomyEvents;
import org.junit.jupiter.api.Test;

/** Administrators add words to the shipped taxonomy and take them back. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class TaxonomyEditsTest {
    private static final String EDITS = "/api/v1/taxonomy/edits";

    private final UUID administrator = UUID.randomUUID();
    private final String token = Tokens.admin(administrator);

    @Test
    void a_word_is_known_at_once_told_to_others_and_taken_back() {
        String word = word();
        long revision = revision();
        edit(revision, "ADD", "progress-management", "  " + word + " ")
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"" + (revision + 1) + "\""))
                .body("words.word", hasItem(word));
        String mine = "words.find { it.word == '" + word + "' }.";
        as(token)
                .get(EDITS)
                .then()
                .statusCode(200)
                .body(mine + "concept", equalTo("progress-management"), mine + "reason", equalTo("現場の言い方"))
                .body(mine + "addedBy", equalTo(administrator.toString()));
        given().get("/api/v1/taxonomy/words").then().statusCode(200).body("words.word", hasItem(word));
        given().queryParam("q", word)
                .get("/api/v1/taxonomy/skills")
                .then()
                .body("id", equalTo(java.util.List.of("progress-management")));
        given().get("/api/v1/taxonomy")
                .then()
                .header("ETag", equalTo("\"" + Taxonomy.load().version() + "+" + (revision + 1) + "\""))
                .body("skills.find { it.id == 'progress-management' }.synonyms", hasItem(word));
        var told = told(revision + 1);
        assertThat(told.getList("words.word")).contains(word);
        assertThat(told.getLong("revision")).isEqualTo(revision + 1);

        edit(revision + 1, "RETIRE", "progress-management", word).then().statusCode(201);
        given().get("/api/v1/taxonomy/words").then().body("words.word", not(hasItem(word)));
        given().queryParam("q", word).get("/api/v1/taxonomy/skills").then().body("size()", equalTo(0));
        assertThat(told(revision + 2).getList("words.word")).doesNotContain(word);
        assertThat(count("select count(*) from audit where action = 'taxonomy.edit' and actor = '" + administrator
                        + "' and reason in ('ADD progress-management', 'RETIRE progress-management')"))
                .isEqualTo(2);
    }

    @Test
    void only_administrators_edit() {
        var body = body("ADD", "java", word());
        for (String other :
                new String[] {Tokens.coordinator(), Tokens.talent(UUID.randomUUID()), Tokens.client(UUID.randomUUID())
                }) {
            send(other, revision(), UUID.randomUUID().toString(), body).then().statusCode(403);
            as(other).get(EDITS).then().statusCode(403);
        }
        given().get(EDITS).then().statusCode(401);
    }

    @Test
    void a_word_of_another_skill_is_refused_with_its_name() {
        edit(revision(), "ADD", "java", "進捗管理")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/word"), "errors[0].code", equalTo("word-of-skill"))
                .body("errors[0].args.skill", equalTo("progress-management"));
    }

    @Test
    void an_overtaken_revision_is_refused_and_the_same_request_counts_once() {
        long revision = revision();
        var body = body("ADD", "java", word());
        String key = UUID.randomUUID().toString();
        send(token, revision, key, body).then().statusCode(201);
        send(token, revision, key, body).then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        edit(revision, "ADD", "java", word()).then().statusCode(412);
        assertThat(revision()).isEqualTo(revision + 1);
        as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(EDITS)
                .then()
                .statusCode(428);
    }

    @Test
    void what_was_edited_stays_in_the_table() throws SQLException {
        edit(revision(), "ADD", "java", word()).then().statusCode(201);
        Database database = TestParts.database();
        assertThat(database.refusal(Database.OWNER, "update taxonomy_edit set word = 'x'"))
                .contains("never changes");
        assertThat(database.refusal(Database.OWNER, "delete from taxonomy_edit"))
                .contains("never changes");
        assertThat(database.refusal(
                        Database.APPLICATION,
                        "insert into taxonomy_edit values (1, 'ADD', 'java', 'x', 'y', gen_random_uuid(), now())"))
                .contains("no gap");
    }

    @Test
    void what_nobody_should_send_is_their_fault() {
        OddInputs.bodies("{\"change\":\"ADD\",\"concept\":\"java\",\"word\":\"" + word() + "\",\"reason\":\"運用\"}")
                .forEach(odd ->
                        fine(odd, send(token, revision(), UUID.randomUUID().toString(), odd.body())));
    }

    private static String word() {
        return "独自語" + UUID.randomUUID();
    }

    private long revision() {
        return as(token).get(EDITS).json().getLong("revision");
    }

    private Response edit(long revision, String change, String concept, String word) {
        return send(token, revision, UUID.randomUUID().toString(), body(change, concept, word));
    }

    private static Map<String, String> body(String change, String concept, String word) {
        return Map.of("change", change, "concept", concept, "word", word, "reason", "現場の言い方");
    }

    private static Response send(String token, long revision, String key, Object body) {
        return as(token)
                .header("Idempotency-Key", key)
                .header("If-Match", "\"" + revision + "\"")
                .body(body)
                .post(EDITS);
    }

    private static JsonText told(long revision) {
        var event = Events.await(
                "talents.taxonomy",
                Duration.ofSeconds(30),
                read -> TaxonomyEvents.TAXONOMY.toString().equals(read.key())
                        && Long.toString(revision).equals(Events.header(read, "ce_aggregateversion")));
        return JsonText.from(new String(event.value(), StandardCharsets.UTF_8));
    }

    private static Request as(String token) {
        return given().oauth2(token).contentType("application/json");
    }

    private static long count(String sql) {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
