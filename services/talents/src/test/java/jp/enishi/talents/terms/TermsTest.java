package jp.enishi.talents.terms;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which version of the terms of use a talent agreed to, and when, is on record, and nobody says it for another. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class TermsTest {
    private static final String PROFILE = """
        {"familyName":"合意","givenName":"桜","familyNameRomaji":"Goi","givenNameRomaji":"Sakura",
         "email":"sakura@example.jp","language":"ja"}\
        """;

    private final UUID user = UUID.randomUUID();

    @Test
    void who_registers_says_what_they_agreed_to() throws SQLException {
        Instant before = Instant.now();
        String talent = registered(",\"terms\":1");

        String at = agreed(talent)
                .then()
                .statusCode(200)
                .body("items.terms", contains(1), "items.talentId", contains(talent))
                .extract()
                .path("items[0].agreedAt");
        assertThat(Instant.parse(at)).isBetween(before.minusMillis(1), Instant.now());
        assertThat(text("select actor::text || ' ' || role || ' ' || version from audit where action = 'terms.agree'"
                        + " and object_type = 'terms' and object_id = '" + talent + "'"))
                .isEqualTo(user + " TALENT 1");
    }

    @Test
    void an_older_form_says_nothing_of_the_terms() throws SQLException {
        for (String nothing : List.of("", ",\"terms\":null")) {
            UUID someone = UUID.randomUUID();
            String talent = register(Tokens.talent(someone), nothing)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("talentId");
            as(Tokens.talent(someone)).get(path(talent)).then().statusCode(200).body("items", empty());
            assertThat(text("select count(*) from audit where action = 'terms.agree' and object_id = '" + talent + "'"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 422, out-of-range",
        "-1, 422, out-of-range",
        "10000, 422, out-of-range",
        "'\"abc\"', 400, wrong-type",
        "[1], 400, wrong-type",
        "true, 400, wrong-type"
    })
    void what_is_no_version_is_refused_at_its_field_and_nothing_is_kept(String terms, int status, String code)
            throws SQLException {
        register(Tokens.talent(user), ",\"terms\":" + terms)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/terms"), "errors.code", contains(code));
        assertThat(text("select count(*) from talent where user_id = '" + user + "'"))
                .isEqualTo("0");

        String talent = registered("");
        agree(Tokens.talent(user), talent, "{\"terms\":" + terms + "}")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/terms"), "errors.code", contains(code));
        agreed(talent).then().body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "-99999999999", "1e99"})
    void what_is_no_number_of_ours_is_refused_too(String terms) throws SQLException {
        register(Tokens.talent(user), ",\"terms\":" + terms)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        assertThat(text("select count(*) from talent where user_id = '" + user + "'"))
                .isEqualTo("0");
    }

    @Test
    void an_agreement_names_its_version() {
        String talent = registered("");
        for (String nothing : List.of("{}", "{\"terms\":null}")) {
            agree(Tokens.talent(user), talent, nothing)
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/terms"), "errors.code", contains("required"));
        }
        agree(Tokens.talent(user), talent, "null").then().statusCode(400);
        agree(Tokens.talent(user), talent, "{\"terms\":1,\"agreedAt\":\"2020-01-01T00:00:00Z\"}")
                .then()
                .statusCode(400);
        agreed(talent).then().body("items", empty());
    }

    @Test
    void agreeing_again_changes_nothing() throws SQLException {
        String talent = registered("");
        String first = agree(Tokens.talent(user), talent, "{\"terms\":1}")
                .then()
                .statusCode(200)
                .body("terms", equalTo(1), "talentId", equalTo(talent))
                .extract()
                .path("agreedAt");

        agree(Tokens.talent(user), talent, "{\"terms\":1}")
                .then()
                .statusCode(200)
                .body("agreedAt", equalTo(first));

        agreed(talent).then().body("items.agreedAt", contains(first));
        assertThat(text("select count(*) from audit where action = 'terms.agree' and object_id = '" + talent + "'"))
                .isEqualTo("1");
        as(Tokens.talent(user)).get("/api/v1/talents/me").then().body("version", equalTo(1));
    }

    @Test
    void two_clicks_at_once_are_one_agreement() throws Exception {
        String talent = registered("");
        Callable<String> click = () -> agree(Tokens.talent(user), talent, "{\"terms\":1}")
                .then()
                .statusCode(200)
                .extract()
                .path("agreedAt");
        Set<String> times = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(List.of(click, click, click, click))) {
                times.add(answer.get());
            }
        }
        assertThat(times).hasSize(1);
        assertThat(text("select count(*) from agreed_terms where talent_id = '" + talent + "'"))
                .isEqualTo("1");
    }

    /** What was agreed to before stays on record: which terms held for what was done then is asked years later. */
    @Test
    void every_version_stays_the_newest_first() {
        String talent = registered(",\"terms\":1");
        for (int version : List.of(3, 2)) {
            agree(Tokens.talent(user), talent, "{\"terms\":" + version + "}")
                    .then()
                    .statusCode(200);
        }
        String next = as(Tokens.talent(user))
                .get(path(talent) + "?limit=2")
                .then()
                .body("items.terms", contains(3, 2), "next", notNullValue())
                .extract()
                .path("next");
        as(Tokens.talent(user))
                .get(path(talent) + "?limit=2&cursor=" + next)
                .then()
                .body("items.terms", contains(1));
        for (String odd : List.of("x", "MQ", "OTk5OTk5OTk5OTk5OTk")) {
            as(Tokens.talent(user))
                    .get(path(talent) + "?cursor=" + odd)
                    .then()
                    .statusCode(org.hamcrest.Matchers.lessThan(500));
        }
    }

    @Test
    void nobody_agrees_for_another() {
        String talent = registered("");
        agree(Tokens.talent(UUID.randomUUID()), talent, "{\"terms\":1}").then().statusCode(404);
        agree(Tokens.client(UUID.randomUUID()), talent, "{\"terms\":1}").then().statusCode(403);
        agree(Tokens.coordinator(), talent, "{\"terms\":1}").then().statusCode(403);
        agree(Tokens.admin(), talent, "{\"terms\":1}").then().statusCode(403);
        agree(Tokens.auditor(), talent, "{\"terms\":1}").then().statusCode(403);
        given().contentType("application/json")
                .header("Idempotency-Key", "visitor")
                .body("{\"terms\":1}")
                .post(path(talent))
                .then()
                .statusCode(401);
        agree(Tokens.talent(user), UUID.randomUUID().toString(), "{\"terms\":1}")
                .then()
                .statusCode(404);
        agreed(talent).then().body("items", empty());
    }

    @Test
    void a_coordinator_who_registers_somebody_does_not_agree_for_them() throws SQLException {
        register(Tokens.coordinator(), ",\"terms\":1,\"userId\":\"" + user + "\"")
                .then()
                .statusCode(403);
        register(Tokens.coordinator(), ",\"terms\":1").then().statusCode(403);
        assertThat(text("select count(*) from talent where user_id = '" + user + "'"))
                .isEqualTo("0");

        String talent = register(Tokens.coordinator(), ",\"userId\":\"" + user + "\"")
                .then()
                .statusCode(201)
                .extract()
                .path("talentId");
        agreed(talent).then().statusCode(200).body("items", empty());
        agree(Tokens.talent(user), talent, "{\"terms\":1}").then().statusCode(200);
    }

    @Test
    void the_person_and_coordinators_read_it() {
        String talent = registered(",\"terms\":1");
        agreed(talent).then().statusCode(200).body("items.terms", contains(1));
        as(Tokens.coordinator()).get(path(talent)).then().statusCode(200).body("items.terms", contains(1));
        as(Tokens.talent(UUID.randomUUID())).get(path(talent)).then().statusCode(404);
        as(Tokens.client(UUID.randomUUID())).get(path(talent)).then().statusCode(403);
        as(Tokens.admin()).get(path(talent)).then().statusCode(403);
        as(Tokens.auditor()).get(path(talent)).then().statusCode(403);
        given().get(path(talent)).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set terms = 2", "set agreed_at = agreed_at - interval '1 year'"})
    void what_is_on_record_never_changes(String change) throws SQLException {
        String talent = registered(",\"terms\":1");
        String update = "update agreed_terms " + change + " where talent_id = '" + talent + "'";
        assertThat(TestParts.database().refusal(Database.OWNER, update)).contains("never changes");
        assertThat(TestParts.database().refusal(Database.APPLICATION, update)).contains("permission denied");
        assertThat(TestParts.database()
                        .refusal(Database.APPLICATION, "delete from agreed_terms where talent_id = '" + talent + "'"))
                .contains("permission denied");
    }

    @Test
    void there_is_no_version_nought() throws SQLException {
        String talent = registered("");
        assertThat(TestParts.database()
                        .refusal(
                                Database.APPLICATION,
                                "insert into agreed_terms (talent_id, terms, agreed_at) values ('" + talent
                                        + "', 0, now())"))
                .contains("check");
    }

    @Test
    void the_same_request_is_answered_the_same() {
        String talent = registered("");
        String key = UUID.randomUUID().toString();
        String first = agree(Tokens.talent(user), talent, "{\"terms\":1}", key).asString();
        assertThat(agree(Tokens.talent(user), talent, "{\"terms\":1}", key).asString())
                .isEqualTo(first);
        agree(Tokens.talent(user), talent, "{\"terms\":2}", key).then().statusCode(422);
        agreed(talent).then().body("items.terms", contains(1));
    }

    private String registered(String more) {
        return register(Tokens.talent(user), more)
                .then()
                .statusCode(201)
                .extract()
                .path("talentId");
    }

    private static Response register(String token, String more) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"profile\":" + PROFILE + more + "}")
                .post("/api/v1/talents");
    }

    private static Response agree(String token, String talent, String body) {
        return agree(token, talent, body, UUID.randomUUID().toString());
    }

    private static Response agree(String token, String talent, String body, String key) {
        return as(token).header("Idempotency-Key", key).body(body).post(path(talent));
    }

    private Response agreed(String talent) {
        return as(Tokens.talent(user)).get(path(talent));
    }

    private static String path(String talent) {
        return "/api/v1/talents/" + talent + "/terms";
    }

    private static Request as(String token) {
        return given().oauth2(token).contentType("application/json");
    }

    private static String text(String sql) throws SQLException {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
