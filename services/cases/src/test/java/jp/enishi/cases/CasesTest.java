package jp.enishi.cases;

import static jp.enishi.cases.Api.TODAY;
import static jp.enishi.cases.Api.as;
import static jp.enishi.cases.Api.coordinator;
import static jp.enishi.cases.Api.openCase;
import static jp.enishi.cases.Api.post;
import static jp.enishi.cases.Api.publish;
import static jp.enishi.cases.Api.published;
import static jp.enishi.cases.Api.put;
import static jp.enishi.cases.Api.registerCompany;
import static jp.enishi.cases.Api.requirements;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class CasesTest {

    @Test
    void aCaseGoesFromDraftToListingToClosing() {
        UUID organization = UUID.randomUUID();
        String caseId = openCase(registerCompany(organization), requirements("一連の流れ"));
        String client = Tokens.client(organization);

        as(client)
                .get("/api/v1/cases/" + caseId)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("status", is("DRAFT"))
                .body("requirementsVersion", is(1))
                .body("completeness.complete", is(true))
                .body("organizationId", is(organization.toString()))
                .body("requirements.positions[0].positionId", notNullValue())
                .body("$", not(hasKey("listing")));

        Map<String, Object> changed = requirements("一連の流れ・改");
        put(client, "/api/v1/cases/" + caseId + "/requirements", 1, Map.of("reason", "範囲の見直し", "requirements", changed))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("requirementsVersion", is(2));

        publish(caseId, 2, TODAY.plusDays(30))
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("status", is("PUBLISHED"))
                .body("listing.status", is("OPEN"));

        given().get("/api/v1/listings/" + caseId)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .header("Cache-Control", "max-age=15")
                .body("recruiterName.ja", is("株式会社みなと"))
                .body("recruiterAddress.ja", is("東京都港区芝1-2-3"))
                .body("recruiterContact", is("contact@minato.example"))
                .body("workContent.ja", is("課題・ToDo・リスクの管理、社内調整"))
                .body("place.ja", is("ハイブリッド(週2日常駐) 東京都港区"))
                .body("fee.ja", is("月額 80万円〜95万円(税抜、稼働率100%、精算幅140–180h)"))
                .body("$", not(hasKey("organizationId")))
                .body("$", not(hasKey("background")));
        given().header("If-None-Match", "\"3\"")
                .get("/api/v1/listings/" + caseId)
                .then()
                .statusCode(304);

        put(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/requirements",
                        3,
                        Map.of("reason", "予算の見直し", "requirements", requirements("一連の流れ・再改")))
                .then()
                .statusCode(200)
                .body("status", is("PUBLISHED"))
                .body("listing.title.ja", is("一連の流れ・再改"));
        given().get("/api/v1/listings/" + caseId).then().statusCode(200).body("title.ja", is("一連の流れ・再改"));

        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 4, Map.of("reason", "FILLED"))
                .then()
                .statusCode(200)
                .header("ETag", "\"5\"")
                .body("status", is("CLOSED"))
                .body("closingReason", is("FILLED"));
        given().get("/api/v1/listings/" + caseId).then().statusCode(410).body("code", is("listing-closed"));
        given().get("/api/v1/listings").then().statusCode(200).body("items.caseId", not(hasItem(caseId)));
    }

    @Test
    void everyVersionOfTheRequirementsIsKeptWithAuthorReasonAndDifference() {
        UUID organization = UUID.randomUUID();
        String caseId = openCase(registerCompany(organization), requirements("版"));
        Map<String, Object> changed = requirements("版");
        changed.put("utilisation", 80);
        put(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/requirements",
                        1,
                        Map.of("reason", "稼働率の変更", "requirements", withPositionsOf(caseId, changed)))
                .then()
                .statusCode(200);

        coordinator()
                .get("/api/v1/cases/" + caseId + "/requirements/versions")
                .then()
                .statusCode(200)
                .body("items.version", equalTo(List.of(2, 1)))
                .body("items[0].reason", is("稼働率の変更"))
                .body("items[0].author", is("00000000-0000-4000-8000-00000000c001"))
                .body("items[0].authorRole", is("COORDINATOR"))
                .body("items[0].changes", hasSize(1))
                .body("items[0].changes[0].pointer", is("/utilisation"))
                .body("items[0].changes[0].before", is(100))
                .body("items[0].changes[0].after", is(80));
        coordinator()
                .get("/api/v1/cases/" + caseId + "/requirements/versions/1")
                .then()
                .statusCode(200)
                .body("requirements.utilisation", is(100));
        coordinator()
                .get("/api/v1/cases/" + caseId + "/requirements/versions/3")
                .then()
                .statusCode(404);
        as(Tokens.client(UUID.randomUUID()))
                .get("/api/v1/cases/" + caseId + "/requirements/versions")
                .then()
                .statusCode(404);
    }

    private static Map<String, Object> withPositionsOf(String caseId, Map<String, Object> changed) {
        changed.put(
                "positions",
                coordinator().get("/api/v1/cases/" + caseId).then().extract().path("requirements.positions"));
        return changed;
    }

    @Test
    void theSchemaItselfKeepsVersionsAndStepsAndOneLiveListing() throws SQLException {
        String caseId = published(UUID.randomUUID(), "守り");
        for (String role : List.of("enishi_app", "postgres")) {
            refused(role, "update requirements_version set reason = 'x' where case_id = '" + caseId + "'", "42501");
            refused(role, "delete from requirements_version where case_id = '" + caseId + "'", "42501");
        }
        refused("enishi_app", "delete from client_case where case_id = '" + caseId + "'", "42501");
        refused(
                "enishi_app",
                "update client_case set status = 'DRAFT', version = version + 1 where case_id = '" + caseId + "'",
                "23514");
        refused("enishi_app", "update client_case set version = version + 2 where case_id = '" + caseId + "'", "23514");
        refused(
                "enishi_app",
                "update client_case set status = 'LOST', version = version + 1 where case_id = '" + caseId + "'",
                "23514");
        refused(
                "enishi_app",
                "insert into listing (listing_id, case_id, published_at, closes_on, document)"
                        + " select gen_random_uuid(), case_id, published_at, closes_on, document from listing where case_id = '"
                        + caseId + "'",
                "23505");
    }

    /** フリーランス法 art. 12: each of the six must be there and say something. */
    @Test
    void theDatabaseKeepsNoListingThatLacksOneOfTheSixItems() throws SQLException {
        String caseId = published(UUID.randomUUID(), "六項目");
        try (var connection = TestParts.database().connect("enishi_app");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(anotherListing(caseId, "document::jsonb")))
                    .isEqualTo(1);
        }
        for (String item : List.of(
                "recruiterName,ja",
                "recruiterAddress,ja",
                "recruiterContact",
                "workContent,ja",
                "place,ja",
                "fee,ja")) {
            for (String lacking : List.of(
                    "document::jsonb #- '{" + item + "}'",
                    "jsonb_set(document::jsonb, '{" + item + "}', 'null')",
                    "jsonb_set(document::jsonb, '{" + item + "}', '\"  \"')")) {
                refused("enishi_app", anotherListing(caseId, lacking), "23514");
            }
            refused(
                    "postgres",
                    "update listing set document = (document::jsonb #- '{" + item + "}')::text where case_id = '"
                            + caseId + "'",
                    "23514");
        }
    }

    /** One that was over at once, so that there may be another beside it. */
    private static String anotherListing(String caseId, String document) {
        return "insert into listing (listing_id, case_id, published_at, closes_on, closed_at, document)"
                + " select gen_random_uuid(), case_id, published_at, closes_on, now(), (" + document + ")::text"
                + " from listing where case_id = '" + caseId + "' and closed_at is null";
    }

    private static void refused(String role, String sql, String state) throws SQLException {
        try (var connection = TestParts.database().connect(role);
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo(state));
        }
    }

    @Test
    void aRetryWithTheSameKeyHasOneEffectAndTheSameAnswer() {
        String companyId = registerCompany(UUID.randomUUID());
        String key = UUID.randomUUID().toString();
        var body = Map.of("companyId", companyId, "requirements", requirements("再送"));
        Response first = coordinator().header("Idempotency-Key", key).body(body).post("/api/v1/cases");
        Response again = coordinator().header("Idempotency-Key", key).body(body).post("/api/v1/cases");
        first.then().statusCode(201).header("ETag", "\"1\"");
        again.then().statusCode(201).header("ETag", "\"1\"");
        assertThat(again.asString()).isEqualTo(first.asString());
        coordinator()
                .header("Idempotency-Key", key)
                .body(Map.of("companyId", companyId, "requirements", requirements("別")))
                .post("/api/v1/cases")
                .then()
                .statusCode(422);
        coordinator().body(body).post("/api/v1/cases").then().statusCode(400);
    }

    @Test
    void aChangeNamesTheVersionThatItChanges() {
        String caseId = openCase(registerCompany(UUID.randomUUID()), requirements("版番号"));
        var revision = Map.of("reason", "見直し", "requirements", requirements("版番号2"));
        String path = "/api/v1/cases/" + caseId + "/requirements";
        coordinator().body(revision).put(path).then().statusCode(428);
        put(Tokens.coordinator(), path, 7, revision).then().statusCode(412);
        publish(caseId, 7, TODAY.plusDays(3)).then().statusCode(412);
        put(Tokens.coordinator(), path, 1, revision).then().statusCode(200);
        publish(caseId, 1, TODAY.plusDays(3)).then().statusCode(412);
        publish(caseId, 2, TODAY.plusDays(3)).then().statusCode(200);
        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 2, Map.of("reason", "CANCELLED"))
                .then()
                .statusCode(412);
    }

    @Test
    void aForeignClientFindsNothing() {
        UUID organization = UUID.randomUUID();
        String companyId = registerCompany(organization);
        String caseId = openCase(companyId, requirements("他社"));
        String stranger = Tokens.client(UUID.randomUUID());
        as(stranger).get("/api/v1/cases/" + caseId).then().statusCode(404);
        as(stranger).get("/api/v1/companies/" + companyId).then().statusCode(404);
        as(stranger).get("/api/v1/cases").then().statusCode(200).body("items", hasSize(0));
        as(stranger).get("/api/v1/companies").then().statusCode(200).body("items", hasSize(0));
        put(
                        stranger,
                        "/api/v1/cases/" + caseId + "/requirements",
                        1,
                        Map.of("reason", "x", "requirements", requirements("x")))
                .then()
                .statusCode(404);
        as(Tokens.client(organization)).get("/api/v1/cases").then().body("items.caseId", equalTo(List.of(caseId)));
        as(Tokens.client(organization))
                .get("/api/v1/companies/" + companyId)
                .then()
                .statusCode(200);
    }

    @Test
    void rolesHaveTheirFunctionsAndNoOthers() {
        UUID organization = UUID.randomUUID();
        String companyId = registerCompany(organization);
        String caseId = openCase(companyId, requirements("役割"));
        String talent = Tokens.talent(UUID.randomUUID());
        String client = Tokens.client(organization);
        var draft = Map.of("companyId", companyId, "requirements", requirements("x"));
        for (String token : List.of(talent, client, Tokens.admin(), Tokens.auditor())) {
            post(token, "/api/v1/cases", draft).then().statusCode(403);
            post(token, "/api/v1/companies", Api.company(UUID.randomUUID()))
                    .then()
                    .statusCode(403);
            post(
                            token,
                            "/api/v1/cases/" + caseId + "/publication",
                            1,
                            Map.of("closesOn", TODAY.plusDays(3).toString()))
                    .then()
                    .statusCode(403);
            post(token, "/api/v1/cases/" + caseId + "/closing", 1, Map.of("reason", "FILLED"))
                    .then()
                    .statusCode(403);
            put(token, "/api/v1/companies/" + companyId, 1, Api.company(organization))
                    .then()
                    .statusCode(403);
        }
        for (String path : List.of(
                "/api/v1/cases", "/api/v1/cases/" + caseId, "/api/v1/companies", "/api/v1/companies/" + companyId)) {
            as(talent).get(path).then().statusCode(403);
            given().get(path).then().statusCode(401);
        }
        publish(caseId, 1, TODAY.plusDays(3)).then().statusCode(200);
        put(
                        client,
                        "/api/v1/cases/" + caseId + "/requirements",
                        2,
                        Map.of("reason", "公開後", "requirements", requirements("x")))
                .then()
                .statusCode(403);
    }

    @Test
    void anIncompleteCaseIsKeptButNotPublished() {
        String caseId =
                openCase(registerCompany(UUID.randomUUID()), new HashMap<>(Map.of("title", Map.of("ja", "これから"))));
        coordinator()
                .get("/api/v1/cases/" + caseId)
                .then()
                .body("completeness.complete", is(false))
                .body("completeness.missing", hasItems("/requirements/tasks/ja", "/requirements/positions"));
        publish(caseId, 1, TODAY.plusDays(3))
                .then()
                .statusCode(409)
                .body("code", is("case-incomplete"))
                .body("args.missing", hasItems("/requirements/tasks/ja", "/requirements/positions"));
        given().get("/api/v1/listings/" + caseId).then().statusCode(404);

        String live = published(UUID.randomUUID(), "完成済み");
        put(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + live + "/requirements",
                        2,
                        Map.of("reason", "x", "requirements", Map.of("title", Map.of("ja", "空"))))
                .then()
                .statusCode(409)
                .body("code", is("case-incomplete"));
        given().get("/api/v1/listings/" + live).then().statusCode(200).body("title.ja", is("完成済み"));
    }

    @Test
    void illegalStepsAreRefused() {
        String caseId = openCase(registerCompany(UUID.randomUUID()), requirements("順序"));
        publish(caseId, 1, TODAY).then().statusCode(422).body("errors[0].pointer", is("/closesOn"));
        publish(caseId, 1, TODAY.plusDays(91)).then().statusCode(422);
        publish(caseId, 1, TODAY.plusDays(90)).then().statusCode(200);
        publish(caseId, 2, TODAY.plusDays(3)).then().statusCode(409).body("code", is("case-not-draft"));
        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 2, Map.of("reason", "CANCELLED"))
                .then()
                .statusCode(200);
        put(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/requirements",
                        3,
                        Map.of("reason", "x", "requirements", requirements("x")))
                .then()
                .statusCode(409)
                .body("code", is("case-not-open"));
        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 3, Map.of("reason", "FILLED"))
                .then()
                .statusCode(409)
                .body("code", is("case-not-open"));
    }

    @Test
    void aDraftThatComesToNothingIsClosed() {
        String caseId = openCase(registerCompany(UUID.randomUUID()), requirements("中止"));
        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 1, Map.of("reason", "CANCELLED"))
                .then()
                .statusCode(200)
                .body("status", is("CLOSED"))
                .body("closingReason", is("CANCELLED"));
    }

    @Test
    void wordsOfEmploymentAndConditionsOnThePersonAreRefused() {
        String companyId = registerCompany(UUID.randomUUID());
        var wrong = requirements("面接2回のPMO");
        wrong.put("tasks", Map.of("ja", "45歳以下の方", "en", "attendance"));
        post(Tokens.coordinator(), "/api/v1/cases", Map.of("companyId", companyId, "requirements", wrong))
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        equalTo(List.of("/requirements/title/ja", "/requirements/tasks/ja", "/requirements/tasks/en")))
                .body(
                        "errors.code",
                        equalTo(List.of("wording-employment", "wording-discrimination", "wording-employment")))
                .body("errors[0].args.suggestion", is("商談"))
                .body("errors[2].args.suggestion", is("work report"));
    }

    @Test
    void badInputIsNeverAServerError() {
        String companyId = registerCompany(UUID.randomUUID());
        String caseId = openCase(companyId, requirements("入力"));
        var codes = new ArrayList<Integer>();
        for (String body : List.of(
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"companyId\":null,\"requirements\":null}",
                "{\"companyId\":\"x\",\"requirements\":{}}",
                "{\"companyId\":\"" + companyId + "\",\"requirements\":{}}",
                "{\"companyId\":\"" + UUID.randomUUID() + "\",\"requirements\":{\"title\":{\"ja\":\"x\"}}}",
                "{\"companyId\":\"" + companyId + "\",\"requirements\":{\"title\":{\"ja\":\"a\\u0000b\"}}}",
                "{\"companyId\":\"" + companyId
                        + "\",\"requirements\":{\"title\":{\"ja\":\"x\"},\"nationality\":\"JP\"}}",
                "{\"companyId\":\"" + companyId
                        + "\",\"requirements\":{\"title\":{\"ja\":\"x\"},\"positions\":[null]}}",
                "{\"companyId\":\"" + companyId
                        + "\",\"requirements\":{\"title\":{\"ja\":\"x\"},\"workplace\":{\"kind\":\"MOON\"}}}",
                "{\"companyId\":\"" + companyId
                        + "\",\"requirements\":{\"title\":{\"ja\":\"x\"},\"budget\":{\"lower\":{\"amount\":-1,\"currency\":\"JPY\"}}}}",
                "{\"companyId\":\"" + companyId
                        + "\",\"requirements\":{\"title\":{\"ja\":\"x\"},\"budget\":{\"lower\":{\"amount\":1}}}}")) {
            Response answer = post(Tokens.coordinator(), "/api/v1/cases", body);
            assertThat(answer.statusCode()).as(body + " → " + answer.asString()).isIn(400, 422);
            codes.add(answer.statusCode());
        }
        assertThat(codes).contains(400, 422);
        for (String query : List.of("limit=0", "limit=101", "cursor=zzz", "status=LOST", "limit=x")) {
            assertThat(coordinator().get("/api/v1/cases?" + query).statusCode())
                    .as(query)
                    .isIn(400, 422);
        }
        for (String query : List.of(
                "workplace=MOON",
                "cursor=Mzph",
                "q=" + "x".repeat(101),
                "q=%00",
                "role=%00",
                "skill=%00",
                "rate=-1",
                "rate=1e5",
                "startBy=tomorrow",
                "startBy=%2B999999999-01-01")) {
            assertThat(given().get("/api/v1/listings?" + query).statusCode())
                    .as(query)
                    .isIn(400, 422);
        }
        given().get("/api/v1/listings/nope").then().statusCode(400);
        put(
                        Tokens.coordinator(),
                        "/api/v1/cases/" + caseId + "/requirements",
                        1,
                        "{\"reason\":\" \",\"requirements\":{}}")
                .then()
                .statusCode(422);
        post(Tokens.coordinator(), "/api/v1/cases/" + caseId + "/closing", 1, Map.of("reason", "BORED"))
                .then()
                .statusCode(in400());
    }

    private static org.hamcrest.Matcher<Integer> in400() {
        return is(in(List.of(400, 422)));
    }

    @Test
    void someCasesAreAskedForAtOnceByWhoeverMaySeeThem() {
        UUID organization = UUID.randomUUID();
        String company = registerCompany(organization);
        String first = openCase(company, requirements("一つ目"));
        String second = openCase(company, requirements("二つ目"));
        openCase(company, requirements("三つ目"));
        String foreign = openCase(registerCompany(UUID.randomUUID()), requirements("他社"));
        String some =
                "/api/v1/cases?case=" + first + "&case=" + second + "&case=" + foreign + "&case=" + UUID.randomUUID();

        coordinator().get(some).then().statusCode(200).body("items.caseId", equalTo(List.of(foreign, second, first)));
        as(Tokens.client(organization)).get(some).then().body("items.caseId", equalTo(List.of(second, first)));
        coordinator().get("/api/v1/cases?case=x").then().statusCode(422).body("errors[0].pointer", is("/case"));
        coordinator()
                .get("/api/v1/cases?case=" + String.join("&case=", Collections.nCopies(51, first)))
                .then()
                .statusCode(422)
                .body("errors[0].code", is("too-many"));
    }

    @Test
    void listingsAreFilteredAndPagedAndTakeSignsAsTheyAre() {
        UUID organization = UUID.randomUUID();
        String companyId = registerCompany(organization);
        String mark = "印" + UUID.randomUUID().toString().substring(0, 8);
        var ids = new ArrayList<String>();
        for (String title : List.of(mark + " 100%移行", mark + " snake_case", mark + " ＰＭ")) {
            var one = requirements(title);
            if (title.endsWith("ＰＭ")) {
                one.put("positions", List.of(Api.position("PM")));
                one.put("workplace", Map.of("kind", "REMOTE"));
            }
            String caseId = openCase(companyId, one);
            publish(caseId, 1, TODAY.plusDays(10)).then().statusCode(200);
            ids.add(caseId);
        }
        found(mark).body("items.caseId", equalTo(List.of(ids.get(2), ids.get(1), ids.get(0))));
        found(mark + " 100%").body("items.caseId", equalTo(List.of(ids.get(0))));
        found(mark + "%").body("items", hasSize(0));
        found(mark + " snake_").body("items.caseId", equalTo(List.of(ids.get(1))));
        found(mark + " snake_c_se").body("items", hasSize(0));
        given().queryParam("q", mark)
                .queryParam("role", "PM")
                .get("/api/v1/listings")
                .then()
                .body("items.caseId", equalTo(List.of(ids.get(2))));
        given().queryParam("q", mark)
                .queryParam("workplace", "HYBRID")
                .get("/api/v1/listings")
                .then()
                .body("items.caseId", containsInAnyOrder(ids.get(0), ids.get(1)));

        for (String none : List.of("rate=99000000", "startBy=2020-01-01", "skill=no-such-skill")) {
            given().queryParam("q", mark)
                    .get("/api/v1/listings?" + none)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0))
                    .body("total", is(0));
        }
        // What is chosen of a facet leaves its other values countable.
        given().queryParam("q", mark)
                .queryParam("role", "PM")
                .queryParam("rate", "100000")
                .queryParam("startBy", TODAY.plusYears(2).toString())
                .get("/api/v1/listings")
                .then()
                .statusCode(200)
                .body("items.caseId", equalTo(List.of(ids.get(2))))
                .body("total", is(1))
                .body("facets.name", equalTo(List.of("role", "workplace", "skill")))
                .body("facets[0].values.count.sum()", is(3))
                .body("facets[1].values", equalTo(List.of(Map.of("value", "REMOTE", "count", 1))))
                .body("facets[2].values.count", hasItem(1));
        String skill = found(mark).extract().path("items[2].positions[0].must[0].skill");
        given().queryParam("q", mark)
                .queryParam("skill", skill)
                .get("/api/v1/listings")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(ids.get(0)))
                .body("facets[2].values.value", hasItem(skill));

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var request = given().queryParam("q", mark).queryParam("limit", 1);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/listings")
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.path("items.caseId"));
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(seen).containsExactly(ids.get(2), ids.get(1), ids.get(0));
    }

    @Test
    void casesAreFoundByWordsOfTheirTitlesAndCompanies() {
        UUID organization = UUID.randomUUID();
        String word = "検索" + UUID.randomUUID().toString().substring(24);
        String caseId = openCase(registerCompany(organization), requirements("物流の" + word));
        String wide = word.toUpperCase(java.util.Locale.ROOT);
        for (String token : List.of(Tokens.coordinator(), Tokens.client(organization))) {
            cases(token, wide).body("items.caseId", contains(caseId));
            cases(token, word + "x").body("items", hasSize(0));
        }
        cases(Tokens.client(organization), "みなと").body("items.caseId", contains(caseId));
        cases(Tokens.client(UUID.randomUUID()), word).body("items", hasSize(0));
        as(Tokens.coordinator())
                .get("/api/v1/cases?q=" + "x".repeat(101))
                .then()
                .statusCode(422);
    }

    private static Expectations cases(String token, String words) {
        return as(token).queryParam("q", words).get("/api/v1/cases").then().statusCode(200);
    }

    private static Expectations found(String words) {
        return given().queryParam("q", words).get("/api/v1/listings").then().statusCode(200);
    }

    @Test
    void casesArePagedNewestFirstAndByStatus() {
        UUID organization = UUID.randomUUID();
        String companyId = registerCompany(organization);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(openCase(companyId, requirements("一覧" + i)));
        }
        publish(ids.get(1), 1, TODAY.plusDays(10)).then().statusCode(200);
        String client = Tokens.client(organization);
        var first =
                as(client).get("/api/v1/cases?limit=2").then().statusCode(200).extract();
        assertThat(first.<List<String>>path("items.caseId")).isEqualTo(ids.subList(0, 2));
        as(client)
                .queryParam("cursor", first.<String>path("next"))
                .get("/api/v1/cases")
                .then()
                .body("items.caseId", equalTo(ids.subList(2, 3)))
                .body("next", nullValue());
        as(client)
                .get("/api/v1/cases?status=PUBLISHED")
                .then()
                .body("items.caseId", equalTo(List.of(ids.get(1))))
                .body("items.status", everyItem(is("PUBLISHED")))
                .body("items[0].closesOn", is(TODAY.plusDays(10).toString()))
                .body("items[0].roles", equalTo(List.of("PMO")));
    }

    @Test
    void aRevisedCompanyRenewsItsListings() {
        UUID organization = UUID.randomUUID();
        String companyId = registerCompany(organization);
        String caseId = openCase(companyId, requirements("会社変更"));
        publish(caseId, 1, TODAY.plusDays(10)).then().statusCode(200);
        var moved = new HashMap<>(Api.company(organization));
        moved.put("address", Map.of("ja", "大阪府大阪市北区1-1"));
        put(Tokens.coordinator(), "/api/v1/companies/" + companyId, 9, moved)
                .then()
                .statusCode(412);
        put(Tokens.coordinator(), "/api/v1/companies/" + companyId, 1, moved)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("address.ja", is("大阪府大阪市北区1-1"));
        given().get("/api/v1/listings/" + caseId).then().body("recruiterAddress.ja", is("大阪府大阪市北区1-1"));
        coordinator()
                .get("/api/v1/cases/" + caseId)
                .then()
                .header("ETag", "\"3\"")
                .body("requirementsVersion", is(1));
        moved.put("organizationId", UUID.randomUUID().toString());
        put(Tokens.coordinator(), "/api/v1/companies/" + companyId, 2, moved)
                .then()
                .statusCode(422);
        post(Tokens.coordinator(), "/api/v1/companies", Api.company(organization))
                .then()
                .statusCode(409);
    }
}
