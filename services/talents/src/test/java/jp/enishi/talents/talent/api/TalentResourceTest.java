package jp.enishi.talents.talent.api;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import jp.enishi.platform.test.rest.JsonText;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import jp.enishi.talents.talent.document.SkillSheetDocumentTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class TalentResourceTest {
    static final String PROFILE = """
        {"familyName":"佐藤","givenName":"太郎","familyNameRomaji":"Sato","givenNameRomaji":"Taro",
         "email":"taro.sato@example.jp","phone":"090-1234-5678","headline":"PMO","language":"ja"}\
        """;
    static final String RESUME = """
        {"summary":"佐藤太郎です。みどり銀行でPMOを十年。",
         "roles":[{"role":"PMO","years":10}],
         "skills":[{"skill":"progress-management","years":10,"level":5,"lastUsed":"2026-01"}],
         "languages":[{"language":"ja","level":"NATIVE"}],
         "engagements":[{"company":"株式会社みどり銀行","project":"みどり銀行 勘定系更改","from":"2020-04","to":"2024-03",
           "role":"PMO","industry":"BANKING","phases":["REQUIREMENTS"],"teamSize":12,"tasks":"進捗管理","skills":["issue-management"]}]}\
        """;
    static final String AVAILABILITY = """
        {"from":"2026-12-01","utilisation":{"minimum":50,"maximum":100}}\
        """;
    static final String WISHES = """
        {"rate":{"minimum":{"amount":800000,"currency":"JPY"},"wish":{"amount":950000,"currency":"JPY"}},
         "workplaces":["HYBRID","REMOTE"],"maximumOnSiteDays":2,"prefectures":["13"],"roles":["PMO"],"industries":["BANKING"]}\
        """;

    @Test
    void a_talent_registers_and_completes_the_record_part_by_part() {
        var user = UUID.randomUUID();
        var id = register(user);
        as(Tokens.talent(user))
                .get("/api/v1/talents/me")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("talentId", equalTo(id), "userId", equalTo(user.toString()), "version", equalTo(1))
                .body(
                        "status",
                        equalTo("ACTIVE"),
                        "completeness.complete",
                        equalTo(false),
                        "availability",
                        nullValue());
        put(user, id, 1, "resume", RESUME).then().statusCode(200).header("ETag", "\"2\"");
        put(user, id, 2, "availability", AVAILABILITY).then().statusCode(200);
        put(user, id, 3, "wishes", WISHES)
                .then()
                .statusCode(200)
                .body("version", equalTo(4), "completeness.complete", equalTo(true))
                .body("resume.skills[0].lastUsed", equalTo("2026-01"), "availability.from", equalTo("2026-12-01"))
                .body("wishes.rate.wish.amount", equalTo(950000));

        as(Tokens.talent(user))
                .get("/api/v1/talents/" + id + "/sheet")
                .then()
                .statusCode(200)
                .body("initials", equalTo("T.S."), "summary", equalTo("●●です。●●でPMOを十年。"))
                .body("engagements[0].title", equalTo("●● 勘定系更改"), "engagements[0].company", nullValue());

        as(Tokens.talent(user))
                .get("/api/v1/talents/" + id + "/versions?limit=3")
                .then()
                .statusCode(200)
                .body("items.version", contains(4, 3, 2), "items.part", contains("WISHES", "AVAILABILITY", "RESUME"))
                .body("items.actorRole", contains("TALENT", "TALENT", "TALENT"), "next", notNullValue());
        as(Tokens.talent(user))
                .get("/api/v1/talents/" + id + "/versions/1")
                .then()
                .statusCode(200)
                .body("version", equalTo(1), "resume.summary", equalTo(""), "profile.familyName", equalTo("佐藤"));
        as(Tokens.talent(user))
                .get("/api/v1/talents/" + id + "/versions/5")
                .then()
                .statusCode(404);
    }

    @Test
    void a_resume_is_previewed_anonymised_and_kept_nowhere() {
        var user = UUID.randomUUID();
        var id = register(user);
        String preview = "/api/v1/talents/" + id + "/sheet/preview";
        as(Tokens.talent(user))
                .body(RESUME)
                .put(preview)
                .then()
                .statusCode(200)
                .body("initials", equalTo("T.S."), "summary", equalTo("●●です。●●でPMOを十年。"))
                .body("engagements[0].title", equalTo("●● 勘定系更改"), "engagements[0].company", nullValue());
        as(Tokens.talent(user))
                .body(RESUME.replace("progress-management", "no-such-skill"))
                .put(preview)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/skills/0/skill"));
        as(Tokens.talent(UUID.randomUUID())).body(RESUME).put(preview).then().statusCode(404);
        as(Tokens.client("x")).body(RESUME).put(preview).then().statusCode(403);
        as(Tokens.talent(user))
                .get("/api/v1/talents/me")
                .then()
                .body("version", equalTo(1), "resume.summary", equalTo(""));
    }

    @Test
    void the_skill_sheet_is_a_document_for_its_talent_and_coordinators() throws Exception {
        UUID user = UUID.randomUUID();
        String id = register(user);
        put(user, id, 1, "resume", RESUME).then().statusCode(200);
        String own = "/api/v1/talents/" + id;

        var named = as(Tokens.talent(user)).get(own + "/document");
        var anonymised = as(Tokens.coordinator()).queryParam("lang", "en").get(own + "/sheet/document");

        assertThat(SkillSheetDocumentTest.text(named.asByteArray())).contains("佐藤太郎", "スキルシート");
        assertThat(named.header("Content-Disposition")).isEqualTo("attachment; filename=\"skill-sheet-ja.pdf\"");
        assertThat(named.header("Cache-Control")).isEqualTo("no-store");
        assertThat(SkillSheetDocumentTest.text(anonymised.asByteArray()))
                .contains("T.S.", "SkillSheet")
                .doesNotContain("佐藤", "Sato");
        for (String document : List.of("/document", "/sheet/document")) {
            as(Tokens.talent(UUID.randomUUID())).get(own + document).then().statusCode(404);
            as(Tokens.client(UUID.randomUUID())).get(own + document).then().statusCode(403);
            as(Tokens.auditor()).get(own + document).then().statusCode(403);
        }
        as(Tokens.coordinator()).get(own + "/document").then().statusCode(200);
        assertThat(number("select count(*) from audit where action = 'talent.read' and object_id = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void every_version_is_told_once_in_order_without_personal_data() throws IOException {
        var user = UUID.randomUUID();
        var id = register(user);
        put(user, id, 1, "resume", RESUME).then().statusCode(200);
        put(user, id, 2, "availability", AVAILABILITY).then().statusCode(200);
        put(user, id, 3, "wishes", WISHES).then().statusCode(200);
        Events.await(
                "talents.talent",
                Duration.ofSeconds(30),
                read -> id.equals(read.key()) && "4".equals(Events.header(read, "ce_aggregateversion")));
        var told = Events.all("talents.talent").stream()
                .filter(read -> id.equals(read.key()))
                .toList();
        assertThat(told)
                .extracting(read -> Events.header(read, "ce_aggregateversion"))
                .containsExactly("1", "2", "3", "4");
        assertThat(told)
                .extracting(read -> Events.header(read, "ce_type"))
                .containsExactly(
                        "talents.talent-registered.v1",
                        "talents.talent-revised.v1",
                        "talents.talent-revised.v1",
                        "talents.talent-revised.v1");
        for (var event : told) {
            assertThat(violations(event)).isEmpty();
            assertThat(new String(event.value(), StandardCharsets.UTF_8))
                    .doesNotContain("佐藤", "太郎", "Sato", "Taro", "example.jp", "1234-5678", "みどり銀行");
        }
        var newest = JsonText.from(new String(told.getLast().value(), StandardCharsets.UTF_8));
        assertThat(newest.getBoolean("complete")).isTrue();
        assertThat(newest.getList("changed")).isEqualTo(List.of("WISHES"));
        assertThat(newest.getString("sheet.initials")).isEqualTo("T.S.");
        assertThat(newest.getInt("wishes.rate.wish.amount")).isEqualTo(950_000);
    }

    @Test
    void the_same_registration_sent_twice_is_one() {
        var user = UUID.randomUUID();
        var key = UUID.randomUUID().toString();
        var body = "{\"profile\":" + PROFILE + "}";
        var first = as(Tokens.talent(user))
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/talents");
        var second = as(Tokens.talent(user))
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/talents");
        first.then().statusCode(201).header("ETag", "\"1\"").header("Location", containsString("/api/v1/talents/"));
        second.then().statusCode(201).body("talentId", equalTo(first.path("talentId")));
        as(Tokens.talent(user))
                .header("Idempotency-Key", key)
                .body(body.replace("PMO", "PM"))
                .post("/api/v1/talents")
                .then()
                .statusCode(422);
    }

    @Test
    void an_account_has_one_talent_also_when_two_registrations_race() throws Exception {
        var user = UUID.randomUUID();
        Callable<Integer> attempt =
                () -> post(Tokens.talent(user), "{\"profile\":" + PROFILE + "}").statusCode();
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers)
                .containsOnlyOnce(201)
                .filteredOn(status -> status != 201)
                .containsOnly(409);
        post(Tokens.talent(user), "{\"profile\":" + PROFILE + "}")
                .then()
                .statusCode(409)
                .body("code", equalTo("talent-already-registered"));
        assertThat(number("select count(*) from talent where user_id = '" + user + "'"))
                .isEqualTo(1);
    }

    @Test
    void a_stale_or_missing_version_is_refused() {
        var user = UUID.randomUUID();
        var id = register(user);
        put(user, id, 1, "availability", AVAILABILITY).then().statusCode(200);
        put(user, id, 1, "wishes", WISHES).then().statusCode(412);
        as(Tokens.talent(user))
                .body(WISHES)
                .put("/api/v1/talents/" + id + "/wishes")
                .then()
                .statusCode(428);
        as(Tokens.talent(user)).get("/api/v1/talents/me").then().body("version", equalTo(2), "wishes", nullValue());
    }

    @Test
    void saying_the_same_again_makes_no_version() {
        var user = UUID.randomUUID();
        var id = register(user);
        put(user, id, 1, "availability", AVAILABILITY).then().statusCode(200).header("ETag", "\"2\"");
        put(user, id, 2, "availability", AVAILABILITY).then().statusCode(200).header("ETag", "\"2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/sheet", "/versions", "/versions/1"})
    void what_belongs_to_somebody_else_is_not_there(String path) {
        var id = register(UUID.randomUUID());
        as(Tokens.talent(UUID.randomUUID()))
                .get("/api/v1/talents/" + id + path)
                .then()
                .statusCode(404);
        as(Tokens.client("org")).get("/api/v1/talents/" + id + path).then().statusCode(403);
        as(Tokens.auditor()).get("/api/v1/talents/" + id + path).then().statusCode(403);
        given().get("/api/v1/talents/" + id + path).then().statusCode(401);
        as(Tokens.coordinator()).get("/api/v1/talents/" + id + path).then().statusCode(200);
    }

    @Test
    void nobody_else_changes_a_talent_but_a_coordinator() {
        var id = register(UUID.randomUUID());
        put(UUID.randomUUID(), id, 1, "availability", AVAILABILITY).then().statusCode(404);
        as(Tokens.client("org"))
                .header("If-Match", "\"1\"")
                .body(AVAILABILITY)
                .put("/api/v1/talents/" + id + "/availability")
                .then()
                .statusCode(403);
        as(Tokens.coordinator())
                .header("If-Match", "\"1\"")
                .body(AVAILABILITY)
                .put("/api/v1/talents/" + id + "/availability")
                .then()
                .statusCode(200);
        as(Tokens.coordinator())
                .get("/api/v1/talents/" + id + "/versions")
                .then()
                .body("items.actorRole", contains("COORDINATOR", "TALENT"));
    }

    @Test
    void registration_for_somebody_else_is_for_coordinators() {
        var user = UUID.randomUUID();
        var body = "{\"userId\":\"" + user + "\",\"profile\":" + PROFILE + "}";
        assertThat(post(Tokens.talent(UUID.randomUUID()), body).statusCode()).isIn(403, 404);
        post(Tokens.client("org"), body).then().statusCode(403);
        post(Tokens.coordinator(), body).then().statusCode(201).body("userId", equalTo(user.toString()));
        post(Tokens.coordinator(), "{\"profile\":" + PROFILE + "}")
                .then()
                .statusCode(201)
                .body("userId", nullValue());
        as(Tokens.talent(user)).get("/api/v1/talents/me").then().statusCode(200);
        as(Tokens.talent(UUID.randomUUID())).get("/api/v1/talents/me").then().statusCode(404);
    }

    @Test
    void a_coordinators_reading_is_recorded_and_the_persons_own_is_not() throws SQLException {
        var user = UUID.randomUUID();
        var id = register(user);
        as(Tokens.talent(user)).get("/api/v1/talents/" + id).then().statusCode(200);
        var readings = "select count(*) from audit where action = 'talent.read' and object_id = '" + id + "'";
        assertThat(number(readings)).isZero();
        as(Tokens.coordinator())
                .header("Access-Reason", "proposal")
                .get("/api/v1/talents/" + id)
                .then()
                .statusCode(200);
        assertThat(number(readings + " and role = 'COORDINATOR' and reason = 'proposal'"))
                .isEqualTo(1);
    }

    @Test
    void coordinators_ask_for_the_names_of_some_at_once() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(as(Tokens.coordinator())
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body("{\"profile\":" + PROFILE + "}")
                    .post("/api/v1/talents")
                    .path("talentId"));
        }
        String some =
                "/api/v1/talents/names?talent=" + ids.get(0) + "&talent=" + ids.get(2) + "&talent=" + UUID.randomUUID();
        as(Tokens.coordinator())
                .get(some)
                .then()
                .statusCode(200)
                .body(
                        "items.talentId",
                        containsInAnyOrder(ids.get(2), ids.get(0)),
                        "items[0].familyName",
                        equalTo("佐藤"),
                        "items[0].headline",
                        nullValue());
        as(Tokens.coordinator())
                .get("/api/v1/talents/names")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        as(Tokens.talent(UUID.randomUUID())).get(some).then().statusCode(403);
        as(Tokens.client(UUID.randomUUID())).get(some).then().statusCode(403);
        as(Tokens.coordinator())
                .get("/api/v1/talents/names?talent=" + String.join("&talent=", Collections.nCopies(51, ids.getFirst())))
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("too-many"));
    }

    @Test
    void coordinators_find_talents_by_name_skill_and_role() {
        String family = "検索" + UUID.randomUUID().toString().substring(0, 8);
        String id = as(Tokens.coordinator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"profile\":"
                        + PROFILE.replaceFirst("\"familyName\":\"[^\"]+\"", "\"familyName\":\"" + family + "\"") + "}")
                .post("/api/v1/talents")
                .path("talentId");
        as(Tokens.coordinator())
                .header("If-Match", "\"1\"")
                .body(RESUME)
                .put("/api/v1/talents/" + id + "/resume")
                .then()
                .statusCode(200);
        var resume = JsonText.from(RESUME);
        String skill = resume.getString("skills[0].skill");
        String role = resume.getString("roles[0].role");
        String given = JsonText.from(PROFILE).getString("givenName");

        for (Map<String, String> wanted : List.of(
                Map.of("q", family),
                Map.of("q", family + "　" + given),
                Map.of("q", family, "skill", skill),
                Map.of("q", family, "role", role, "skill", skill))) {
            found(wanted).body("items.talentId", contains(id));
        }
        for (Map<String, String> wanted : List.of(
                Map.of("q", family + "x"),
                Map.of("q", "%" + family),
                Map.of("q", family, "skill", "no-such-skill"),
                Map.of("q", family, "role", "NO_ROLE"))) {
            found(wanted).body("items", empty());
        }
        as(Tokens.client(UUID.randomUUID()))
                .queryParam("q", family)
                .get("/api/v1/talents")
                .then()
                .statusCode(403);
    }

    private static Expectations found(Map<String, String> wanted) {
        return as(Tokens.coordinator())
                .queryParams(wanted)
                .get("/api/v1/talents")
                .then()
                .statusCode(200);
    }

    @Test
    void coordinators_list_talents_page_by_page_without_gap_or_repeat() {
        var created = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            created.addFirst(register(UUID.randomUUID()));
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = as(Tokens.coordinator())
                    .queryParam("limit", 2)
                    .queryParams(cursor == null ? java.util.Map.of() : java.util.Map.of("cursor", cursor))
                    .get("/api/v1/talents");
            page.then().statusCode(200);
            seen.addAll(page.path("items.talentId"));
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(created);
        as(Tokens.talent(UUID.randomUUID())).get("/api/v1/talents").then().statusCode(403);
        as(Tokens.coordinator()).get("/api/v1/talents?limit=101").then().statusCode(422);
        as(Tokens.coordinator())
                .get("/api/v1/talents?cursor=abc")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/cursor"));
    }

    @Test
    void wrong_values_are_told_with_their_pointer() {
        var user = UUID.randomUUID();
        var id = register(user);
        put(user, id, 1, "resume", RESUME.replace("\"issue-management\"", "\"ベンダー管理\""))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body(
                        "errors[0].pointer",
                        equalTo("/engagements/0/skills/0"),
                        "errors[0].code",
                        equalTo("unknown-skill"))
                .body("errors[0].args.suggestions", hasItem("vendor-control"));
        post(Tokens.talent(UUID.randomUUID()), "{\"profile\":{\"familyName\":\"\"}}")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/profile/email"));
        post(Tokens.talent(UUID.randomUUID()), "{}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/profile"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{",
                "",
                "\"x\"",
                "{\"summary\":\"\\u0000\"}",
                "{\"summary\":\"\",\"nationality\":\"JP\"}",
                "{\"summary\":1}",
                "{\"skills\":[null]}",
                "{\"skills\":[{\"skill\":\"java\",\"years\":1,\"lastUsed\":\"2020-13\"}]}",
                "{\"summary\":\"a\",\"summary\":\"b\"}",
                "{\"skills\":[{\"skill\":null,\"years\":\"x\"}]}"
            })
    void malformed_bodies_are_the_senders_fault(String body) {
        var user = UUID.randomUUID();
        var id = register(user);
        var answer = put(user, id, 1, "resume", body);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        as(Tokens.talent(user)).get("/api/v1/talents/me").then().body("version", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"1\"", "9223372036854775808"})
    void money_is_whole_and_not_negative(String amount) {
        var user = UUID.randomUUID();
        var id = register(user);
        var answer = put(user, id, 1, "wishes", WISHES.replace("800000", amount));
        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 422);
    }

    @Test
    void unknown_ids_are_not_there_and_what_is_no_id_is_malformed() {
        as(Tokens.coordinator())
                .get("/api/v1/talents/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        as(Tokens.coordinator()).get("/api/v1/talents/x").then().statusCode(400);
        as(Tokens.coordinator()).get("/api/v1/talents/1-1-1-1-1").then().statusCode(400);
    }

    @Test
    void the_database_refuses_to_change_a_version_or_to_leap() throws SQLException {
        var id = register(UUID.randomUUID());
        assertThat(TestParts.database()
                        .refusal(
                                "postgres", "update talent_version set part = 'WISHES' where talent_id = '" + id + "'"))
                .contains("never changes");
        assertThat(TestParts.database().refusal("postgres", "update talent set version = 3 where id = '" + id + "'"))
                .contains("from version 1 to 2");
    }

    @Test
    void the_service_itself_may_not_rewrite_history() throws SQLException {
        for (var sql : List.of(
                "delete from talent_version",
                "update talent_version set part = 'WISHES'",
                "delete from talent",
                "update audit set reason = null")) {
            try (var connection = TestParts.database().connect(Database.APPLICATION);
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.executeUpdate(sql))
                        .as(sql)
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void the_taxonomy_is_public_and_cached_by_its_version() {
        var whole = given().get("/api/v1/taxonomy");
        whole.then()
                .statusCode(200)
                .header("Cache-Control", containsString("max-age"))
                .body("roles.id", hasItem("PM_ASSISTANT"), "prefectures", hasSize(47), "version", notNullValue());
        assertThat(whole.header("ETag")).isEqualTo("\"" + whole.path("version") + "\"");
        given().header("If-None-Match", whole.header("ETag"))
                .get("/api/v1/taxonomy")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(whole.header("ETag")));
        given().header("If-None-Match", "\"other\"")
                .get("/api/v1/taxonomy")
                .then()
                .statusCode(200);
        given().queryParam("q", "進捗")
                .get("/api/v1/taxonomy/skills")
                .then()
                .statusCode(200)
                .body("[0].id", equalTo("progress-management"));
        given().queryParam("q", "vendor")
                .queryParam("lang", "en")
                .get("/api/v1/taxonomy/skills")
                .then()
                .body("[0].en", equalTo("Vendor control"));
        given().get("/api/v1/taxonomy/skills").then().statusCode(422).body("errors[0].pointer", equalTo("/q"));
        given().queryParam("q", "x".repeat(101))
                .get("/api/v1/taxonomy/skills")
                .then()
                .statusCode(422);
    }

    private static String register(UUID user) {
        var answer = post(Tokens.talent(user), "{\"profile\":" + PROFILE + "}");
        answer.then().statusCode(201);
        return answer.path("talentId");
    }

    private static Response post(String token, String body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/api/v1/talents");
    }

    private static Response put(UUID user, String id, long version, String part, String body) {
        return as(Tokens.talent(user))
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .put("/api/v1/talents/" + id + "/" + part);
    }

    private static Request as(String token) {
        return given().oauth2(token).contentType("application/json");
    }

    private static List<String> violations(ConsumerRecord<String, byte[]> event) throws IOException {
        var name = "/schemas/" + Events.header(event, "ce_type") + ".schema.json";
        try (var schema = TalentResourceTest.class.getResourceAsStream(name)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema)
                    .validate(new String(event.value(), StandardCharsets.UTF_8), InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    private static long number(String sql) throws SQLException {
        try (var connection = TestParts.database().connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
