package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.post;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.enishi.platform.taxonomy.Taxonomy;
import jp.enishi.web.page.Vocabulary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever runs Enishi sees and does, and nobody else. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class AdminPagesTest {
    private static final String AGGREGATE = "01980000-0000-7000-8000-000000000951";
    private static final String EVENTS = "/admin/events/meetings/" + AGGREGATE;
    private static final String CONSUMER = "?consumer=meetings.candidacy";
    static final String REPLAY = EVENTS + "/replay" + CONSUMER;
    static final String RETIREMENT = "/admin/taxonomy/java/retirement?word=Jawa";
    private static final String PARKED = "/upkeep/meetings/parked";
    static final String USER = "01980000-0000-7000-8000-000000000952";
    private static final String ACCOUNT = "/admin/accounts/" + USER;
    private static final String TOLD = """
            {"userId": "%s", "address": "sato@example.com", "enabled": true, "verified": true,
             "roles": ["COORDINATOR"], "own": false,
             "organizations": [{"organizationId": "%s", "name": "株式会社みなと"}]}""".formatted(USER, USER);
    private static final String WORDS = """
            {"revision": 3, "words": [{"concept": "java", "word": "Jawa", "reason": "現場の言い方",
             "addedBy": "%s", "addedAt": "2026-11-02T01:00:00Z"}]}""".formatted(USER);
    private static final String EVENT = """
            {"version": 3, "type": "cases.candidacy-changed.v1", "code": "sql-23505", "cause": "violates a rule",
             "topic": "cases.candidacy", "partition": 4, "offset": 17, "parkedAt": "2026-11-02T01:00:00Z"}""";

    @BeforeEach
    void answers() {
        StubServices.reset();
        administration();
    }

    /** What the services tell whoever runs Enishi. */
    static void administration() {
        for (String service : new String[] {"talents", "cases", "matching", "contracts"}) {
            StubServices.answer("GET /upkeep/" + service + "/parked", 200, "{\"items\": []}");
        }
        StubServices.answer("GET /upkeep/notifications/parked", 503, "{\"status\": 503, \"code\": \"unavailable\"}");
        StubServices.answer(
                "GET " + PARKED, 200, """
                {"items": [{"consumer": "meetings.candidacy", "aggregateId": "%s", "reason": "FAILED", "waiting": 2,
                  "since": "2026-11-02T01:00:00Z", "next": %s},
                 {"consumer": "meetings.case", "waiting": 1, "since": "2026-11-02T01:00:00Z", "next": %s}],
                 "next": "abc"}""".formatted(AGGREGATE, EVENT, EVENT.replace("sql-23505", "bad-json")));
        StubServices.answer("GET " + PARKED + "/" + AGGREGATE, 200, "[" + EVENT + "]");
        StubServices.answer("GET /accounts", 200, "{\"items\": [" + TOLD + "], \"next\": \"abc\"}");
        StubServices.answer(
                "GET /accounts/organizations",
                200,
                "{\"items\": [{\"organizationId\": \"" + USER + "\", \"name\": \"株式会社みなと\"}]}");
        StubServices.answer("GET /accounts/" + USER, 200, TOLD);
        StubServices.answer("GET /rules", 200, """
                [{"rule": "NOTICE_DAYS", "minimum": 1, "maximum": 180, "values": [
                  {"from": "2024-11-01", "value": 30},
                  {"from": "2098-04-01", "value": 45, "reason": "施行令の改正",
                   "addedBy": "%s", "addedAt": "2026-11-02T01:00:00Z"}]},
                 {"rule": "UNREGISTERED_DEDUCTION_PERCENT", "minimum": 0, "maximum": 100, "values": [
                  {"from": "2023-10-01", "value": 80}, {"from": "2024-10-01", "value": 70},
                  {"from": "2098-10-01", "value": 50}]}]""".formatted(USER));
        StubServices.answer("GET /taxonomy/edits", 200, WORDS);
        for (String change : new String[] {"roles", "access", "password-mail"}) {
            StubServices.answer("POST /accounts/" + USER + "/" + change, 200, TOLD);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/events, ja",
        "/admin/events, en",
        "/admin/events/meetings, ja",
        EVENTS + CONSUMER + ", ja",
        EVENTS + CONSUMER + ", en",
        REPLAY + ", ja",
        REPLAY + ", en",
        "/admin/accounts, ja",
        "/admin/accounts, en",
        "/admin/accounts/companies, ja",
        "/admin/accounts/companies, en",
        ACCOUNT + ", ja",
        ACCOUNT + ", en",
        ACCOUNT + "/roles/ADMIN/giving, ja",
        ACCOUNT + "/roles/COORDINATOR/taking, en",
        ACCOUNT + "/locking, ja",
        ACCOUNT + "/password, en",
        "/admin/taxonomy, ja",
        "/admin/taxonomy?q=PMO, en",
        "/admin/taxonomy/pmo-support, ja",
        "/admin/taxonomy/pmo-support, en",
        "/admin/taxonomy/java/word, ja",
        "/admin/taxonomy/PMO/word, en",
        RETIREMENT + ", ja",
        RETIREMENT + ", en",
        "/admin/rules, ja",
        "/admin/rules, en",
        "/admin/rules/NOTICE_DAYS/value, ja",
        "/admin/rules/NOTICE_DAYS/value, en"
    })
    void everyPageExistsInBothLanguages(String path, String language) throws IOException {
        var answer = as("admin").queryParam("lang", language).get(path);
        keep("admin" + path.replaceAll("\\?.*", "") + "-" + language, answer.asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("<html lang=\"" + language + "\">");
        assertThat(text(answer.asString()))
                .doesNotContainPattern("\\b(label|lead|sure|option|hint|error|cause|service|account|nav)_\\w+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"talent", "client", "coordinator", "auditor"})
    void othersAreRefused(String role) {
        for (String page : new String[] {
            "/admin",
            "/admin/events",
            EVENTS + CONSUMER,
            REPLAY,
            "/admin/accounts",
            "/admin/accounts/companies",
            ACCOUNT,
            ACCOUNT + "/locking",
            ACCOUNT + "/roles/ADMIN/giving",
            "/admin/taxonomy",
            "/admin/taxonomy/pmo-support",
            "/admin/taxonomy/java/word",
            RETIREMENT,
            "/admin/rules",
            "/admin/rules/NOTICE_DAYS/value"
        }) {
            assertThat(as(role).get(page).statusCode()).as(page).isEqualTo(403);
        }
        assertThat(StubServices.requests()).isZero();
    }

    @Test
    void whatWaitsIsSaidAndWhoDoesNotAnswer() {
        String html = as("admin").get("/admin/events").asString();

        assertThat(html)
                .contains("href=\"" + EVENTS + CONSUMER + "\"")
                .contains("<code>cases.candidacy-changed.v1</code>")
                .contains("href=\"/admin/events/meetings\"");
        assertThat(text(html)).contains("データベースが受け付けませんでした", "対象不明", "このサービスは現在応答していません。");
    }

    @Test
    void itIsAppliedAgainByWhoConfirmsIt() {
        StubServices.answer("POST " + PARKED + "/" + AGGREGATE + "/replay", 200, "{\"applied\": 2}");

        var unsure = post("admin", REPLAY, REPLAY, Map.of());
        var sure = post("admin", REPLAY, REPLAY, Map.of("/replaying/sure", "true"));

        assertThat(unsure.statusCode()).isEqualTo(422);
        assertThat(sure.statusCode()).isEqualTo(303);
        assertThat(sure.header("Location")).endsWith("/admin/events?applied=2");
        assertThat(text(as("admin").get("/admin/events?applied=2").asString())).contains("再処理が完了しました（2件）。");
        var sent = StubServices.seen("POST", PARKED + "/" + AGGREGATE + "/replay");
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().body()).isEqualTo("{\"consumer\":\"meetings.candidacy\"}");
        assertThat(sent.getFirst().header("Idempotency-Key")).isNotBlank();
    }

    @Test
    void whatStopsItAgainIsSaid() {
        StubServices.answer(
                "POST " + PARKED + "/" + AGGREGATE + "/replay",
                200,
                "{\"applied\": 1, \"stoppedBy\": \"version-gap\", \"cause\": \"Version 4 is missing\"}");

        var answer = post("admin", REPLAY, REPLAY, Map.of("/replaying/sure", "true"));

        assertThat(answer.header("Location")).contains(EVENTS + CONSUMER + "&applied=1&stopped=version-gap");
        assertThat(text(as("admin")
                        .get(EVENTS + CONSUMER + "&applied=1&stopped=version-gap")
                        .asString()))
                .contains("1件を処理したあとで止まりました。原因：前の版が届いていません。");
    }

    @Test
    void whatWaitsNoMoreHasNoPage() {
        StubServices.answer("GET " + PARKED + "/" + AGGREGATE, 404, "{\"status\": 404, \"code\": \"not-found\"}");

        assertThat(as("admin").get(EVENTS + CONSUMER).statusCode()).isEqualTo(404);
        assertThat(as("admin").get("/admin/events/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void anAccountIsLockedByWhoConfirmsIt() {
        assertThat(post("admin", ACCOUNT + "/locking", ACCOUNT + "/locking", Map.of())
                        .statusCode())
                .isEqualTo(422);

        var answer = post("admin", ACCOUNT + "/locking", ACCOUNT + "/locking", Map.of("/locking/sure", "true"));

        assertThat(answer.header("Location")).endsWith(ACCOUNT + "?saved=locking");
        assertThat(StubServices.seen("POST", "/accounts/" + USER + "/access"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.body()).isEqualTo("{\"enabled\":false}"));
    }

    @Test
    void aRoleIsGivenAndWhyItIsNotTakenIsSaid() {
        String giving = ACCOUNT + "/roles/ADMIN/giving";
        post("admin", giving, giving, Map.of("/rolegiving/sure", "true"));
        assertThat(StubServices.seen("POST", "/accounts/" + USER + "/roles")
                        .getFirst()
                        .body())
                .contains("\"role\":\"ADMIN\"", "\"given\":true");

        StubServices.answer(
                "POST /accounts/" + USER + "/roles", 409, "{\"status\": 409, \"code\": \"account-last-admin\"}");
        String taking = ACCOUNT + "/roles/ADMIN/taking";
        var refused = post("admin", taking, taking, Map.of("/roletaking/sure", "true"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(text(refused.asString())).contains("最後のシステム管理者は外せません。");
        assertThat(as("admin").get(ACCOUNT + "/roles/TALENT/giving").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theOwnAccountIsOnlyShown() {
        StubServices.answer("GET /accounts/" + USER, 200, TOLD.replace("\"own\": false", "\"own\": true"));

        assertThat(as("admin").get(ACCOUNT).asString())
                .contains("ご自身のアカウントです。")
                .doesNotContain(ACCOUNT + "/locking", "/giving", "/taking");
    }

    @Test
    void accountsAreFoundByAddressRoleAndCompany() {
        assertThat(as("admin").get("/admin/accounts?role=ADMIN").asString())
                .contains("href=\"" + ACCOUNT + "\"")
                .contains("href=\"/admin/accounts?role=ADMIN\" aria-current=\"true\"")
                .contains("role=ADMIN&amp;organization=&amp;company=&amp;cursor=abc");
        assertThat(as("admin").get("/admin/accounts/companies").asString())
                .contains("/admin/accounts?organization=" + USER + "&amp;company=");
    }

    /** Two addresses that look the same in part are two people still; staff, whose address is whole, need no mark. */
    @ParameterizedTest
    @CsvSource({"ja, 末尾6文字", "en, last six characters"})
    void accountsThatLookTheSameAreToldApart(String language, String explained) {
        String other = USER.substring(0, USER.length() - 6) + "abc123";
        String masked = TOLD.replace("sato@example.com", "s…o@example.com").replace("COORDINATOR", "TALENT");
        StubServices.answer(
                "GET /accounts", 200, "{\"items\": [" + masked + "," + masked.replace(USER, other) + "," + TOLD + "]}");
        StubServices.answer("GET /accounts/" + USER, 200, masked);

        String list =
                as("admin").queryParam("lang", language).get("/admin/accounts").asString();

        assertThat(list).contains(explained);
        assertThat(list.split("<code class=\"dim\">", -1)).hasSize(3);
        assertThat(list)
                .contains("<code class=\"dim\">000952</code>", "<code class=\"dim\">abc123</code>")
                .contains("s…o@example.com");
        for (String page : List.of(ACCOUNT, ACCOUNT + "/locking")) {
            assertThat(as("admin").queryParam("lang", language).get(page).asString())
                    .contains("s…o@example.com (000952)");
        }
    }

    @Test
    void aRuleSaysWhatHoldsTodayAndWhatIsToCome() {
        assertThat(text(as("admin").get("/admin/rules").asString()))
                .containsPattern("30\\s*日")
                .contains("2098年4月1日", "施行令の改正")
                .containsPattern("70%\\s+2024年10月1日から適用")
                .containsPattern("2023年10月1日から：\\s+80%")
                .containsPattern("2098年10月1日から（予定）：\\s+50%");
        assertThat(text(as("admin")
                        .get("/admin/rules/UNREGISTERED_DEDUCTION_PERCENT/value")
                        .asString()))
                .contains("（現在70%）");
    }

    @Test
    void aValueToComeIsAddedByWhoConfirmsIt() {
        StubServices.answer("POST /rules", 201, "{}");
        String page = "/admin/rules/NOTICE_DAYS/value";
        var typed = Map.of("/ruling/from", "2099-01-01", "/ruling/value", "45", "/ruling/reason", "改正");
        assertThat(post("admin", page, page, typed).statusCode()).isEqualTo(422);

        var sure = new HashMap<>(typed);
        sure.put("/ruling/sure", "true");
        var answer = post("admin", page, page, sure);

        assertThat(answer.header("Location")).endsWith("/admin/rules?saved=ruling");
        assertThat(StubServices.seen("POST", "/rules").getFirst().body())
                .contains("\"rule\":\"NOTICE_DAYS\"", "\"from\":\"2099-01-01\"", "\"value\":45");
        StubServices.answer("POST /rules", 422, """
                {"status": 422, "code": "validation-failed", "errors": [{"pointer": "/from", "code": "out-of-range",
                 "args": {"min": "2026-12-01", "max": "2036-11-30"}}]}""");
        assertThat(post("admin", page, page, sure).asString()).contains("id=\"f-ruling-from-fault\"");
        assertThat(as("admin").get("/admin/rules/NOTHING/value").statusCode()).isEqualTo(404);
    }

    @Test
    void aWordIsAddedAndCountsAtOnce() {
        String page = "/admin/taxonomy/java/word";
        var typed = Map.of("/wording/word", "Jawa", "/wording/reason", "現場の言い方");
        StubServices.answer("POST /taxonomy/edits", 422, """
                {"status": 422, "code": "validation-failed", "errors": [{"pointer": "/word", "code": "word-of-skill",
                 "args": {"skill": "postgresql"}}]}""");
        String refused = post("admin", page, page, typed).asString();
        assertThat(refused).contains("id=\"f-wording-word-fault\"", "Jawa");
        assertThat(text(refused)).contains("すでにスキル「PostgreSQL」の書き方");

        StubServices.answer("POST /taxonomy/edits", 201, WORDS);
        var answer = post("admin", page, page, typed);
        assertThat(answer.header("Location")).endsWith("/admin/taxonomy?saved=wording");
        var sent = StubServices.seen("POST", "/taxonomy/edits").getLast();
        assertThat(sent.body()).contains("\"change\":\"ADD\"", "\"concept\":\"java\"", "\"word\":\"Jawa\"", "現場の言い方");
        assertThat(sent.header("If-Match")).isEqualTo("\"3\"");
        assertThat(Vocabulary.skillOf("Jawa")).isEqualTo("java");
        assertThat(text(as("admin").get("/admin/taxonomy?saved=wording").asString()))
                .contains("Jawa", "現場の言い方", "別の書き方を追加しました。", "+3");
        assertThat(text(as("admin").get("/admin/taxonomy/java").asString())).contains("Jawa");
        assertThat(as("admin").get("/admin/taxonomy/nothing/word").statusCode()).isEqualTo(404);
    }

    @Test
    void anAddedWordIsTakenBackAndAShippedOneIsNot() {
        StubServices.answer("POST /taxonomy/edits", 201, "{\"revision\": 4, \"words\": []}");
        var answer = post("admin", RETIREMENT, RETIREMENT, Map.of("/retiring/word", "Jawa", "/retiring/reason", "誤り"));
        assertThat(answer.header("Location")).endsWith("/admin/taxonomy?saved=retiring");
        assertThat(StubServices.seen("POST", "/taxonomy/edits").getLast().body())
                .contains("\"change\":\"RETIRE\"", "\"word\":\"Jawa\"");
        assertThat(Vocabulary.skillOf("Jawa")).isNull();
        assertThat(as("admin").get("/admin/taxonomy/java/retirement?word=Java").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aWordOfTheTradeIsFoundWithItsSynonymsAndWhatIsNear() {
        assertThat(as("admin").get("/admin/taxonomy?q=" + "プロマネ").asString())
                .contains("href=\"/admin/taxonomy/project-management\"");
        assertThat(text(as("admin").get("/admin/taxonomy/pmo-support").asString()))
                .contains(
                        "PMO支援", "PMO support", "プロジェクトマネジメント", Taxonomy.load().version());
        assertThat(as("admin").get("/admin/taxonomy/nothing").statusCode()).isEqualTo(404);
    }
}
