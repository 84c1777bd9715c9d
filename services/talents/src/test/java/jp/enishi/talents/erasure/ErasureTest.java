package jp.enishi.talents.erasure;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.TestParts;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is erased is gone: for people, for clients and for all who were told of them. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class ErasureTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String NAME = "消去";

    private final UUID user = UUID.randomUUID();
    private final UUID organization = UUID.randomUUID();
    private final UUID caseId = UUID.randomUUID();
    private final UUID candidacy = UUID.randomUUID();
    private String talent = "";
    private int steps;

    @BeforeAll
    static void topics() {
        List.of("cases.candidacy", "contracts.offer", "contracts.order", "contracts.engagement")
                .forEach(Events::create);
    }

    @BeforeEach
    void registered() {
        talent = register().then().statusCode(201).extract().path("talentId");
        as(Tokens.talent(user))
                .header("If-Match", "\"1\"")
                .body("{\"summary\":\"PMOを十年。\",\"roles\":[],\"skills\":[],\"languages\":[],\"engagements\":[]}")
                .put("/api/v1/talents/" + talent + "/resume")
                .then()
                .statusCode(200);
    }

    @Test
    void who_is_erased_leaves_nothing_but_what_the_law_keeps() throws SQLException {
        step("PROPOSED");
        String consent = give().then().statusCode(201).extract().path("consentId");
        named().body("items.talentId", contains(talent));
        as(Tokens.talent(user))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"terms\":1}")
                .post("/api/v1/talents/" + talent + "/terms")
                .then()
                .statusCode(200);
        String key = UUID.randomUUID().toString();
        erase(Tokens.talent(user), 2, key).then().statusCode(204);

        as(Tokens.talent(user)).get("/api/v1/talents/me").then().statusCode(404);
        for (String path : List.of("", "/sheet", "/versions", "/versions/1", "/consents", "/disclosures", "/terms")) {
            as(Tokens.coordinator())
                    .get("/api/v1/talents/" + talent + path)
                    .then()
                    .statusCode(404);
        }
        as(Tokens.coordinator())
                .queryParam("q", NAME)
                .get("/api/v1/talents")
                .then()
                .statusCode(200)
                .body("items.findAll { it.talentId == '" + talent + "' }", empty());
        named().body("items", empty());
        assertThat(text("select document::text from talent where id = '" + talent + "'"))
                .isEqualTo("{\"profile\": {}}");
        assertThat(text("select user_id::text from talent where id = '" + talent + "'"))
                .isNull();
        assertThat(text("select count(*) from talent_version where talent_id = '" + talent + "'"))
                .isEqualTo("0");
        assertThat(text("select count(*) from agreed_terms where talent_id = '" + talent + "'"))
                .isEqualTo("0");
        assertThat(text("select version || role from audit where action = 'terms.agree' and object_id = '" + talent
                        + "'"))
                .isEqualTo("1TALENT");
        assertThat(text("select count(*) from idempotency where body like '%" + talent + "%'"))
                .isEqualTo("0");
        assertThat(text("select count(*) from disclosure where talent_id = '" + talent + "'"))
                .isEqualTo("1");
        assertThat(text("select version || role from audit where action = 'talent.erase' and object_id = '" + talent
                        + "'"))
                .isEqualTo("3TALENT");

        var told = Events.await("talents.talent", "talents.talent-erased.v1", UUID.fromString(talent), LONGEST);
        assertThat(told.value()).isNull();
        assertThat(Events.header(told, "ce_aggregateversion")).isEqualTo("3");
        Contracts.checkEvent(told);
        Events.await(
                "talents.consent",
                LONGEST,
                read -> consent.equals(read.key()) && "2".equals(Events.header(read, "ce_aggregateversion")));

        // The same again is answered the same; there is nobody left to be erased once more.
        erase(Tokens.talent(user), 2, key).then().statusCode(204);
        erase(Tokens.talent(user), 3).then().statusCode(404);
        // The person may begin anew, as somebody else.
        assertThat(register().then().statusCode(201).extract().<String>path("talentId"))
                .isNotEqualTo(talent);
    }

    @ParameterizedTest
    @CsvSource({
        "OFFERED, erasure-offer-open",
        "AGREED, erasure-order-running",
        "ORDERED, erasure-order-running",
        "ENGAGED, erasure-order-running"
    })
    void who_has_an_offer_or_an_order_is_not_erased(String stage, String code) {
        step("PROPOSED");
        step(stage);
        erase(Tokens.talent(user), 2).then().statusCode(409).body("code", equalTo(code));
        as(Tokens.talent(user)).get("/api/v1/talents/me").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED", "WITHDRAWN", "SELECTED", "MET"})
    void what_is_over_or_not_yet_an_offer_holds_nobody(String stage) {
        step("PROPOSED");
        step(stage);
        erase(Tokens.talent(user), 2).then().statusCode(204);
    }

    @Test
    void nobody_else_erases_a_talent() {
        erase(Tokens.talent(UUID.randomUUID()), 2).then().statusCode(404);
        erase(Tokens.client(organization), 2).then().statusCode(403);
        erase(Tokens.admin(), 2).then().statusCode(403);
        erase(Tokens.auditor(), 2).then().statusCode(403);
        given().header("If-Match", "\"2\"")
                .header("Idempotency-Key", "x")
                .post("/api/v1/talents/" + talent + "/erasure")
                .then()
                .statusCode(401);
        erase(Tokens.talent(user), 1).then().statusCode(412);
        as(Tokens.talent(user))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/talents/" + talent + "/erasure")
                .then()
                .statusCode(428);
        as(Tokens.talent(user)).get("/api/v1/talents/me").then().statusCode(200);
    }

    @Test
    void a_coordinator_erases_who_has_no_account() {
        String id = as(Tokens.coordinator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"profile\":" + profile() + "}")
                .post("/api/v1/talents")
                .path("talentId");
        as(Tokens.coordinator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"1\"")
                .post("/api/v1/talents/" + id + "/erasure")
                .then()
                .statusCode(204);
        as(Tokens.coordinator()).get("/api/v1/talents/" + id).then().statusCode(404);
    }

    @Test
    void late_news_of_who_was_erased_do_no_harm() throws SQLException {
        step("PROPOSED");
        erase(Tokens.talent(user), 2).then().statusCode(204);
        UUID offer = UUID.randomUUID();
        var agreed = new HashMap<String, Object>(Map.of(
                "offerId",
                offer,
                "candidacyId",
                candidacy,
                "caseId",
                caseId,
                "positionId",
                UUID.randomUUID(),
                "organizationId",
                organization,
                "talentId",
                talent,
                "talentUserId",
                user,
                "state",
                "AGREED",
                "termsHash",
                "a".repeat(64)));
        agreed.putAll(Map.of("number", 1, "waitsFor", "TALENT", "expiresAt", "2027-01-01T00:00:00Z"));
        Events.publish("contracts.offer", "contracts.offer-changed.v1", offer, 1, agreed);
        applied("talents.offer", offer, 1);
        assertThat(text("select count(*) from consent where talent_id = '" + talent + "'"))
                .isEqualTo("0");
        assertThat(text("select count(*) from parked_event where aggregate_id = '" + offer + "'"))
                .isEqualTo("0");
    }

    @Test
    void the_service_erases_in_this_way_alone_and_nobody_returns() throws SQLException {
        for (String sql : List.of(
                "delete from agreed_terms where talent_id = '" + talent + "'",
                "delete from talent_version where talent_id = '" + talent + "'",
                "delete from talent where id = '" + talent + "'")) {
            assertThat(TestParts.database().refusal(Database.APPLICATION, sql))
                    .as(sql)
                    .contains("permission denied");
        }
        erase(Tokens.talent(user), 2).then().statusCode(204);
        assertThat(TestParts.database()
                        .refusal(
                                Database.APPLICATION,
                                "update talent set version = version + 1, user_id = '" + user + "' where id = '"
                                        + talent + "'"))
                .contains("was erased");
    }

    private Response register() {
        return as(Tokens.talent(user))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"profile\":" + profile() + "}")
                .post("/api/v1/talents");
    }

    private static String profile() {
        return "{\"familyName\":\"" + NAME
                + "\",\"givenName\":\"花子\",\"familyNameRomaji\":\"Shokyo\",\"givenNameRomaji\":\"Hanako\","
                + "\"email\":\"hanako@example.jp\",\"language\":\"ja\"}";
    }

    private Response give() {
        return as(Tokens.talent(user))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("organizationId", organization, "caseId", caseId))
                .post("/api/v1/talents/" + talent + "/consents");
    }

    private Expectations named() {
        return as(Tokens.client(organization))
                .get("/api/v1/talents/named?caseId=" + caseId)
                .then()
                .statusCode(200);
    }

    private Response erase(String token, long version) {
        return erase(token, version, UUID.randomUUID().toString());
    }

    private Response erase(String token, long version, String key) {
        return as(token)
                .header("Idempotency-Key", key)
                .header("If-Match", "\"" + version + "\"")
                .post("/api/v1/talents/" + talent + "/erasure");
    }

    private void step(String stage) {
        var event = new HashMap<String, Object>(Map.of(
                "candidacyId",
                candidacy,
                "caseId",
                caseId,
                "positionId",
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "companyId",
                UUID.nameUUIDFromBytes(new byte[] {2}),
                "organizationId",
                organization,
                "talentId",
                talent,
                "talentUserId",
                user,
                "talentVersion",
                2,
                "stage",
                stage));
        event.put("status", "PROPOSED");
        Events.publish("cases.candidacy", "cases.candidacy-changed.v1", candidacy, ++steps, event);
        applied("talents.candidacy", candidacy, steps);
    }

    private static void applied(String consumer, UUID aggregate, int version) {
        await().atMost(LONGEST)
                .until(() -> text("select count(*) from applied_version where consumer = '" + consumer
                                + "' and aggregate_id = '" + aggregate + "' and version = " + version)
                        .equals("1"));
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
