package jp.enishi.platform.http;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.inject.Inject;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.ForgedTokens;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SampleDatabase.class)
class EdgeTest {
    private static final String NUL = "\\" + "u0000";

    private static String draft(String name) {
        return "{\"name\":\"" + name + "\",\"pauseMillis\":0}";
    }

    private static Request as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private static Request create(String key) {
        return as(Tokens.coordinator()).header("Idempotency-Key", key);
    }

    private static Expectations problem(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", equalTo("https://enishi.example/problems/" + code))
                .body("title", notNullValue())
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body(not(org.hamcrest.Matchers.containsString("Exception")))
                .body(not(org.hamcrest.Matchers.containsString("jp.enishi")))
                .body(not(org.hamcrest.Matchers.containsString("select ")));
    }

    private static long count(String from) throws SQLException {
        Database database = new Database(
                System.getProperty("sample.database.host"),
                Integer.parseInt(System.getProperty("sample.database.port")),
                System.getProperty("sample.database.name"));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Inject
    RememberedTokens tokens;

    @Test
    void aTokenThatWasVerifiedIsRememberedAndItsForgeryIsNot() {
        String genuine = Tokens.coordinator();
        as(genuine).get("/things/who").then().statusCode(200);
        assertThat(tokens.remembers("Bearer " + genuine)).isTrue();

        String forged = genuine.substring(0, genuine.lastIndexOf('.') + 1) + "AAAA";
        problem(as(forged).get("/things/who"), 401, "unauthenticated");
        assertThat(tokens.remembers("Bearer " + forged)).isFalse();
    }

    @Test
    void theSameRequestIsAnsweredTwiceAndDoneOnce() throws SQLException {
        String key = UUID.randomUUID().toString();
        Response first = create(key).body(draft("replayed")).post("/things");
        first.then().statusCode(201).header("ETag", "\"0\"").header("Idempotency-Replayed", nullValue());
        Response second = create(key).body(draft("replayed")).post("/things");
        second.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Location"))
                .isEqualTo(first.header("Location"))
                .contains("/things/");
        assertThat(count("thing where name = 'replayed'")).isEqualTo(1);
    }

    @Test
    void useCasesJoinTheTransactionOfTheKey() throws SQLException {
        create("joined").body(draft("joined")).post("/things").then().statusCode(201);
        assertThat(count("idempotency i, trace t, thing h where i.key = 'joined' and h.name = 'joined'"
                        + " and t.thing = h.id and cast(i.xmin as text) = t.xid and h.xmin = i.xmin"))
                .isEqualTo(1);
    }

    @Test
    void aRefusedRequestLeavesNothingAndMayBeRepeated() throws SQLException {
        for (int attempt = 0; attempt < 2; attempt++) {
            problem(create("refused").body(draft("refused")).post("/things"), 409, "thing-refused")
                    .body("args.name", equalTo("refused"));
        }
        assertThat(count("thing where name = 'refused'")).isZero();
        assertThat(count("idempotency where key = 'refused'")).isZero();
    }

    @Test
    void aKeyIsForOneRequest() {
        create("reused").body(draft("reused")).post("/things").then().statusCode(201);
        problem(create("reused").body(draft("other")).post("/things"), 422, "idempotency-key-reused");
        problem(create("reused").body(draft("reused")).post("/things?x=1"), 422, "idempotency-key-reused");
    }

    @Test
    void aKeyBelongsToItsCaller() {
        create("shared").body(draft("shared 1")).post("/things").then().statusCode(201);
        as(Tokens.coordinator(UUID.randomUUID()))
                .header("Idempotency-Key", "shared")
                .body(draft("shared 2"))
                .post("/things")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
        given().contentType("application/json")
                .header("Idempotency-Key", "shared")
                .body(draft("shared 3"))
                .post("/things/open")
                .then()
                .statusCode(201);
        String path = "/things/" + UUID.randomUUID() + "/reading";
        given().header("Idempotency-Key", "shared").post(path).then().statusCode(200);
        given().header("Idempotency-Key", "shared").post(path).then().header("Idempotency-Replayed", "true");
    }

    @Test
    void withoutAKeyNothingIsDone() throws SQLException {
        problem(as(Tokens.coordinator()).body(draft("keyless")).post("/things"), 400, "idempotency-key-missing");
        problem(create("a b").body(draft("keyless")).post("/things"), 400, "idempotency-key-malformed");
        problem(create("x".repeat(201)).body(draft("keyless")).post("/things"), 400, "idempotency-key-malformed");
        assertThat(count("thing where name = 'keyless'")).isZero();
    }

    @Test
    void whileAKeyRunsTheSecondIsToldSo() throws Exception {
        MakeThing.entered = new CountDownLatch(1);
        String slow = "{\"name\":\"slow\",\"pauseMillis\":3000}";
        var first =
                CompletableFuture.supplyAsync(() -> create("slow").body(slow).post("/things"));
        assertThat(MakeThing.entered.await(20, TimeUnit.SECONDS)).isTrue();
        problem(create("slow").body(slow).post("/things"), 409, "request-in-progress");
        assertThat(first.get().statusCode()).isEqualTo(201);
        create("slow").body(slow).post("/things").then().statusCode(201).header("Idempotency-Replayed", "true");
    }

    @Test
    void ofManyAtOnceOneHasTheEffect() throws SQLException {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> create("many").body(draft("many")).post("/things").statusCode()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .contains(201)
                .allMatch(status -> status == 201 || status == 409);
        assertThat(count("thing where name = 'many'")).isEqualTo(1);
    }

    @Test
    void aTakenNameIsAConflict() {
        create("taken-1").body(draft("taken")).post("/things").then().statusCode(201);
        problem(create("taken-2").body(draft("taken")).post("/things"), 409, "already-exists");
    }

    @Test
    void bodiesWithNothingOrWithNulAreRefused() throws SQLException {
        problem(create("b1").body("null").post("/things"), 400, "body-missing");
        problem(create("b2").post("/things"), 400, "body-missing");
        problem(create("b3").body(" \n").post("/things"), 400, "body-missing");
        problem(create("b4").body(draft("a" + NUL)).post("/things"), 400, "text-invalid");
        problem(
                create("b5")
                        .body("{\"name\":\"a\",\"notes\":{\"k" + NUL + "\":\"v\"}}")
                        .post("/things"),
                400,
                "text-invalid");
        problem(create("b6").body(draft("a\0b")).post("/things"), 400, "text-invalid");
        create("b7").body(draft("not \\\\u0000 really")).post("/things").then().statusCode(201);
        assertThat(count("idempotency where key in ('b1', 'b2', 'b3', 'b4', 'b5', 'b6')"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                          | json-malformed     |",
                "{\"name\":\"a\",\"name\":\"b\"}            | json-malformed     |",
                "{\"name\":\"a\",\"pauseMillis\":0} x       | json-malformed     |",
                "{\"name\":\"a\",\"pauseMillis\":0,\"id\":1}                  | json-unknown-field | /id",
                "{\"name\":\"a\",\"pauseMillis\":0,\"parts\":[{\"title\":\"a\",\"level\":1,\"x\":1}]}     | json-unknown-field | /parts/0/x",
                "{\"name\":1}                               | json-mismatch      | /name",
                "{\"name\":\"a\",\"pauseMillis\":\"1\"}     | json-mismatch      | /pauseMillis",
                "{\"name\":\"a\",\"pauseMillis\":null}      | json-mismatch      | /pauseMillis",
                "{\"name\":\"a\",\"pauseMillis\":1.5}       | json-mismatch      | /pauseMillis",
                "{\"name\":\"a\",\"from\":\"tomorrow\"}     | json-mismatch      | /from",
                "[]                                         | json-mismatch      |",
            })
    void bodiesThatAreNotWhatIsAskedForAreRefused(String body, String code, String pointer) {
        Expectations answer = problem(create("strict").body(body).post("/things"), 400, code);
        if (pointer != null) {
            answer.body("errors[0].pointer", equalTo(pointer));
        }
    }

    @Test
    void deepAndLargeBodiesAreRefused() {
        problem(create("deep").body("{\"name\":" + "[".repeat(5000)).post("/things"), 400, "json-mismatch");
        problem(
                create("deep")
                        .body("{\"name\":\"a\",\"pauseMillis\":0,\"parts\":" + "[{\"parts\":".repeat(60))
                        .post("/things"),
                400,
                "json-too-complex");
        problem(create("large").body(draft("x".repeat(2_000_000))).post("/things"), 413, "body-too-large");
    }

    @Test
    void wrongValuesAreAllNamedAtTheirPlaces() {
        problem(
                        create("invalid")
                                .body(
                                        "{\"name\":\" \",\"pauseMillis\":0,\"parts\":[{\"title\":\"a\",\"level\":1},{\"title\":\"\",\"level\":9}]}")
                                .post("/things"),
                        422,
                        "validation-failed")
                .body("errors.pointer", containsInAnyOrder("/name", "/parts/1/title", "/parts/1/level"))
                .body("errors.code", containsInAnyOrder("not-blank", "not-blank", "max"))
                .body("errors.find { it.code == 'max' }.args.value", equalTo(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/things/not-a-uuid",
                "/things/1-1-1-1-1",
                "/things/" + "a%00b",
                "/things/list?cursor=a%00",
                "/things/list?a%00=1"
            })
    void malformedParametersAreBadRequests(String path) {
        given().get(path).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void pagesHaveLimits() {
        given().get("/things/list").then().statusCode(200).body("items[0]", equalTo("limit 20"));
        given().get("/things/list?limit=100").then().statusCode(200).body("items[0]", equalTo("limit 100"));
        problem(given().get("/things/list?limit=0"), 422, "validation-failed")
                .body("errors[0].pointer", equalTo("/limit"));
        problem(given().get("/things/list?limit=101"), 422, "validation-failed");
        problem(given().get("/things/list?limit=many"), 400, "parameter-malformed");
    }

    @Test
    void changesNameTheVersionThatTheyChange() {
        String path = "/things/" + UUID.randomUUID();
        Request put = as(Tokens.coordinator()).body(draft("x"));
        problem(put.put(path), 428, "if-match-missing");
        problem(
                as(Tokens.coordinator())
                        .body(draft("x"))
                        .header("If-Match", "3")
                        .put(path),
                400,
                "if-match-malformed");
        problem(
                as(Tokens.coordinator())
                        .body(draft("x"))
                        .header("If-Match", "\"2\"")
                        .put(path),
                412,
                "version-stale");
        as(Tokens.coordinator())
                .body(draft("x"))
                .header("If-Match", "\"3\"")
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"4\"");
    }

    @Test
    void theCallerIsWhoTheTokenSays() {
        UUID user = UUID.randomUUID();
        String trace = "0af7651916cd43dd8448eb211c80319c";
        as(Tokens.client(user, "org-1"))
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .get("/things/who")
                .then()
                .statusCode(200)
                .body("subject", equalTo(user.toString()))
                .body("roles", equalTo(List.of("CLIENT")))
                .body("organizations", equalTo(List.of("org-1")))
                .body("trace", equalTo(trace));
    }

    @Test
    void functionsAreRefusedAndForeignThingsHidden() {
        problem(given().get("/things/who"), 401, "unauthenticated");
        problem(as(Tokens.auditor()).get("/things/who"), 403, "forbidden");
        problem(as(Tokens.nobody(UUID.randomUUID())).get("/things/who"), 403, "forbidden");
        problem(as(Tokens.client("org-1")).get("/things/foreign"), 404, "not-found");
        as(Tokens.coordinator()).get("/things/foreign").then().statusCode(200);
        problem(as(Tokens.talent(UUID.randomUUID())).get("/things/foreign"), 403, "forbidden");
        problem(as(Tokens.coordinator()).get("/things/undeclared"), 403, "forbidden");
    }

    @Test
    void forgedTokensAreRefusedEverywhere() {
        ForgedTokens.all().forEach((name, token) -> {
            problem(as(token).get("/things/who"), 401, "unauthenticated");
            problem(as(token).get("/things/list"), 401, "unauthenticated");
        });
    }

    @Test
    void theRouterRefusesWithProblemsToo() {
        problem(given().get("/nowhere"), 404, "not-found");
        problem(given().delete("/things"), 405, "method-not-allowed");
        problem(
                as(Tokens.coordinator()).contentType("text/plain").body("x").post("/things"),
                415,
                "media-type-unsupported");
        problem(given().accept("image/png").get("/things/list"), 406, "not-acceptable");
    }

    @Test
    void nothingOfTheInsideIsShown() {
        problem(given().get("/things/fails?how=class"), 500, "internal").body("errors", hasSize(0));
        problem(given().get("/things/fails?how=json"), 500, "internal");
        problem(given().get("/things/fails?how=hidden"), 404, "not-found")
                .body(not(org.hamcrest.Matchers.containsString("secret")));
        problem(given().get("/things/fails?how=429"), 429, "too-many-requests");
        problem(given().get("/things/fails?how=410"), 410, "gone");
        problem(given().get("/things/fails?how=502"), 500, "internal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "22021 | 400 | text-invalid",
                "22P02 | 400 | text-invalid",
                "23505 | 409 | already-exists",
                "23P01 | 409 | overlap",
                "40001 | 409 | conflict",
                "08006 | 503 | unavailable",
                "XX000 | 500 | internal",
            })
    void databaseRefusalsAreTheRequestsFaultOrOurs(String state, int status, String code) {
        problem(
                given().queryParam("q", "do $$ begin raise exception 'secret' using errcode = '" + state + "'; end $$")
                        .get("/things/sql"),
                status,
                code);
    }

    @Test
    void aLostConnectionIsWorthAnotherTry() {
        problem(
                given().queryParam("q", "do $$ begin perform pg_terminate_backend(pg_backend_pid()); end $$")
                        .get("/things/sql"),
                503,
                "unavailable");
        for (Throwable lost : List.of(
                ClosedConnectionException.INSTANCE,
                new SocketException("Connection reset"),
                new PgException("terminating connection due to idle-in-transaction timeout", "FATAL", "25P03", null))) {
            Problem problem = Problems.of(new HibernateException("a query failed", lost), "trace of a lost one");
            assertThat(problem.status()).isEqualTo(503);
        }
    }

    @Test
    void sessionsHaveTimeouts() {
        given().queryParam(
                        "q",
                        "do $$ begin if current_setting('statement_timeout') <> '8s' or"
                                + " current_setting('idle_in_transaction_session_timeout') <> '10s' then raise 'unset'; end if; end $$")
                .get("/things/sql")
                .then()
                .statusCode(200);
    }
}
