package jp.enishi.talents.disclosure;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.test.Contracts;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consents, what they open to whom, and the ledger that tells the talent of it. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class DisclosureTest {
    private static final String PROFILE = """
        {"familyName":"佐藤","givenName":"太郎","familyNameRomaji":"Sato","givenNameRomaji":"Taro",
         "familyNameKana":"サトウ","givenNameKana":"タロウ","email":"taro.sato@example.jp","phone":"090-1234-5678","headline":"PMO","language":"ja"}\
        """;
    private static final String RESUME = """
        {"summary":"PMOを十年。",
         "roles":[{"role":"PMO","years":10}],
         "skills":[{"skill":"progress-management","years":10,"level":5,"lastUsed":"2026-01"}],
         "languages":[{"language":"ja","level":"NATIVE"}],
         "engagements":[{"company":"株式会社みどり銀行","project":"勘定系更改","from":"2020-04","to":"2024-03",
           "role":"PMO","industry":"BANKING","phases":["REQUIREMENTS"],"teamSize":12,"tasks":"進捗管理","skills":["issue-management"]}]}\
        """;

    private final UUID user = UUID.randomUUID();
    private final UUID organization = UUID.randomUUID();
    private final UUID caseId = UUID.randomUUID();
    private final UUID candidacy = UUID.randomUUID();
    private final String client = Tokens.client(organization);
    private String talent = "";
    private int steps;

    @BeforeAll
    static void topics() {
        List.of(
                        "cases.candidacy",
                        "cases.view",
                        "matching.view",
                        "contracts.offer",
                        "contracts.order",
                        "contracts.engagement")
                .forEach(Events::create);
    }

    @BeforeEach
    void registered() {
        talent = as(Tokens.talent(user))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"profile\":" + PROFILE + "}")
                .post("/api/v1/talents")
                .path("talentId");
        put(1, "resume", RESUME);
    }

    @Test
    void a_client_reads_the_named_resume_only_while_the_consent_holds_and_each_reading_is_in_the_ledger()
            throws SQLException {
        step("PROPOSED", 2);
        disclosed(client, 2).statusCode(404);

        String consent = give(caseId)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("state", equalTo("GIVEN"), "organizationName", equalTo("縁商事"), "withdrawnAt", nullValue())
                .extract()
                .path("consentId");
        disclosed(client, 2)
                .statusCode(200)
                .body("familyName", equalTo("佐藤"), "givenNameRomaji", equalTo("Taro"), "version", equalTo(2))
                .body("resume.engagements[0].company", equalTo("株式会社みどり銀行"), "contact", nullValue());
        ledger().body("items", hasSize(1))
                .body("items[0].level", equalTo("NAMED"), "items[0].purpose", equalTo("SELECTION"))
                .body("items[0].organizationId", equalTo(organization.toString()))
                .body("items[0].caseId", equalTo(caseId.toString()), "items[0].talentVersion", equalTo(2))
                .body("items[0].consentId", equalTo(consent), "items[0].viewerId", notNullValue())
                .body("items[0].at", notNullValue());

        withdraw(consent, 1)
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"), "version", equalTo(2), "withdrawnAt", notNullValue());
        disclosed(client, 2).statusCode(403);
        ledger().body("items", hasSize(1));

        give(caseId).then().statusCode(201).body("consentId", equalTo(consent), "version", equalTo(3));
        disclosed(client, 2).statusCode(200);
        ledger().body("items", hasSize(2));
        assertThat(number("select count(*) from audit where action = 'talent.disclosed' and object_id = '" + talent
                        + "'"))
                .isEqualTo(2);
        assertThat(number("select count(*) from audit where object_type = 'consent' and object_id = '" + consent + "'"))
                .isEqualTo(3);
    }

    @Test
    void what_was_shown_is_taken_along_as_a_document_and_each_is_in_the_ledger() throws IOException {
        step("PROPOSED", 2);
        String shown = "/api/v1/talents/" + talent + "/versions/2/shown/document";
        String named = "/api/v1/talents/" + talent + "/versions/2/disclosed/document";

        assertThat(text(document(client, shown)))
                .contains("T.S.", "勘定系更改")
                .doesNotContain("佐藤", "太郎", "Sato", "みどり銀行", "example.jp", "090");
        document(client, named).then().statusCode(404);
        give(caseId).then().statusCode(201);
        assertThat(text(document(client, named)))
                .contains("佐藤太郎", "サトウタロウ", "株式会社みどり銀行")
                .doesNotContain("taro.sato", "090");
        step("AGREED", 2);
        assertThat(text(document(client, named))).contains("taro.sato@example.jp", "090-1234-5678");

        as(Tokens.talent(user))
                .get("/api/v1/talents/" + talent + "/disclosures")
                .then()
                .body("items.level", contains("CONTACT", "NAMED", "ANONYMISED"));
        document(Tokens.client(UUID.randomUUID()), shown).then().statusCode(404);
        document(client, shown.replace("/2/", "/1/")).then().statusCode(404);
        document(Tokens.talent(user), shown).then().statusCode(403);
        as(client).queryParam("caseId", UUID.randomUUID()).get(shown).then().statusCode(404);
        as(client).get(shown).then().statusCode(422).body("errors[0].pointer", equalTo("/caseId"));
        as(client)
                .queryParam("caseId", caseId)
                .queryParam("lang", "fr")
                .get(shown)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/lang"));
    }

    private Response document(String token, String address) {
        return as(token).queryParam("caseId", caseId).get(address);
    }

    private static String text(Response document) throws IOException {
        document.then().statusCode(200).contentType("application/pdf");
        assertThat(document.header("Content-Disposition")).matches("attachment; filename=\"skill-sheet[a-z-]*\\.pdf\"");
        return SkillSheetDocumentTest.text(document.asByteArray());
    }

    @Test
    void mail_and_phone_are_shown_after_the_agreement_only() {
        step("PROPOSED", 2);
        give(caseId).then().statusCode(201);
        step("MEETING_WANTED", 2);
        step("OFFERED", 2);
        disclosed(client, 2).statusCode(200).body("contact", nullValue());
        step("AGREED", 2);
        disclosed(client, 2)
                .statusCode(200)
                .body("contact.email", equalTo("taro.sato@example.jp"), "contact.phone", equalTo("090-1234-5678"));
        step("ENGAGED", 2);
        disclosed(client, 2).statusCode(200).body("contact.email", notNullValue());
        ledger().body("items.level", contains("CONTACT", "CONTACT", "NAMED"))
                .body("items.purpose", contains("CONTRACT", "CONTRACT", "SELECTION"));
    }

    @Test
    void the_clients_lists_have_the_names_of_those_who_consented_and_of_nobody_else() {
        step("PROPOSED", 2);
        String names = "/api/v1/talents/named?caseId=" + caseId;
        as(client).get(names).then().statusCode(200).body("items", empty());
        ledger().body("items", empty());

        String consent = give(caseId).then().statusCode(201).extract().path("consentId");
        for (int i = 0; i < 3; i++) {
            as(client)
                    .get(names)
                    .then()
                    .statusCode(200)
                    .body("items.talentId", contains(talent), "items.familyName", contains("佐藤"))
                    .body("items.givenNameRomaji", contains("Taro"), "items[0].email", nullValue());
        }
        ledger().body("items", hasSize(1))
                .body("items[0].level", equalTo("NAMED"), "items[0].purpose", equalTo("SELECTION"))
                .body("items[0].consentId", equalTo(consent));
        as(Tokens.client(UUID.randomUUID())).get(names).then().statusCode(200).body("items", empty());
        as(client)
                .get("/api/v1/talents/named?caseId=" + UUID.randomUUID())
                .then()
                .statusCode(200)
                .body("items", empty());
        as(client).get("/api/v1/talents/named").then().statusCode(422);
        as(Tokens.coordinator()).get(names).then().statusCode(403);
        as(Tokens.talent(user)).get(names).then().statusCode(403);

        withdraw(consent, 1).then().statusCode(200);
        as(client).get(names).then().statusCode(200).body("items", empty());
    }

    @Test
    void nobody_else_and_no_other_version_is_disclosed() {
        step("PROPOSED", 2);
        give(caseId).then().statusCode(201);
        disclosed(client, 1).statusCode(404);
        disclosed(client, 3).statusCode(404);
        disclosed(Tokens.client(UUID.randomUUID()), 2).statusCode(404);
        as(client)
                .get("/api/v1/talents/" + talent + "/versions/2/disclosed?caseId=" + UUID.randomUUID())
                .then()
                .statusCode(404);
        as(client)
                .get("/api/v1/talents/" + talent + "/versions/2/disclosed")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/caseId"));
        disclosed(Tokens.talent(user), 2).statusCode(403);
        disclosed(Tokens.coordinator(), 2).statusCode(403);
        disclosed(Tokens.admin(), 2).statusCode(403);
        disclosed(Tokens.auditor(), 2).statusCode(403);
        given().get("/api/v1/talents/" + talent + "/versions/2/disclosed?caseId=" + caseId)
                .then()
                .statusCode(401);
        ledger().body("items", empty());
    }

    @Test
    void a_version_that_the_client_was_shown_before_stays_readable() {
        step("PROPOSED", 2);
        give(caseId).then().statusCode(201);
        step("SELECTED", 2);
        put(2, "resume", RESUME.replace("十年", "十一年"));
        step("PROPOSED", 3);
        disclosed(client, 2).statusCode(200).body("resume.summary", equalTo("PMOを十年。"));
        disclosed(client, 3).statusCode(200).body("resume.summary", equalTo("PMOを十一年。"));
    }

    @Test
    void one_consents_only_to_be_named_where_one_is_in_the_running() {
        give(caseId).then().statusCode(409).body("code", equalTo("consent-without-candidacy"));
        // A selection is the coordinators' own; it isn't betrayed.
        step("SELECTED", 2);
        give(caseId).then().statusCode(409).body("code", equalTo("consent-without-candidacy"));
        step("PROPOSED", 2);
        give(UUID.randomUUID()).then().statusCode(409);
        consent(Tokens.talent(user), Map.of("organizationId", UUID.randomUUID(), "caseId", caseId))
                .then()
                .statusCode(409);
        give(caseId).then().statusCode(201);
        step("PASSED", 2);
        String consent =
                as(Tokens.talent(user)).get(consents()).then().extract().path("items[0].consentId");
        withdraw(consent, 1).then().statusCode(200);
        give(caseId).then().statusCode(409);
    }

    @Test
    void an_application_may_go_with_a_consent() {
        step("APPLIED", 2);
        give(caseId).then().statusCode(201);
        disclosed(client, 2).statusCode(404);
        step("SELECTED", 2);
        step("PROPOSED", 2);
        disclosed(client, 2).statusCode(200);
    }

    @Test
    void what_holds_already_stays_as_it_is_and_is_told_once() {
        step("PROPOSED", 2);
        String consent = give(caseId).path("consentId");
        give(caseId).then().statusCode(201).body("consentId", equalTo(consent), "version", equalTo(1));
        withdraw(consent, 5).then().statusCode(412);
        as(Tokens.talent(user))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(consents() + "/" + consent + "/withdrawal")
                .then()
                .statusCode(428);
        withdraw(consent, 1).then().statusCode(200);
        withdraw(consent, 2).then().statusCode(409).body("code", equalTo("consent-withdrawn"));
        Events.await(
                "talents.consent",
                Duration.ofSeconds(30),
                read -> consent.equals(read.key()) && "2".equals(Events.header(read, "ce_aggregateversion")));
        var told = Events.all("talents.consent").stream()
                .filter(read -> consent.equals(read.key()))
                .toList();
        assertThat(told).hasSize(2);
        for (var event : told) {
            String body = new String(event.value(), StandardCharsets.UTF_8);
            Contracts.checkEvent(event);
            assertThat(body).doesNotContain("縁商事");
        }
        var last = JsonText.from(new String(told.getLast().value(), StandardCharsets.UTF_8));
        assertThat(last.getString("state")).isEqualTo("WITHDRAWN");
        assertThat(last.getString("talentUserId")).isEqualTo(user.toString());
    }

    @Test
    void only_the_talent_consents() {
        step("PROPOSED", 2);
        var body = Map.of("organizationId", organization, "caseId", caseId);
        consent(Tokens.talent(UUID.randomUUID()), body).then().statusCode(404);
        consent(Tokens.coordinator(), body).then().statusCode(403);
        consent(client, body).then().statusCode(403);
        given().contentType("application/json")
                .header("Idempotency-Key", "x")
                .body(body)
                .post(consents())
                .then()
                .statusCode(401);
        String consent = give(caseId).path("consentId");
        withdraw(Tokens.talent(UUID.randomUUID()), talent, consent, 1).then().statusCode(404);
        withdraw(Tokens.coordinator(), talent, consent, 1).then().statusCode(403);
        withdraw(client, talent, consent, 1).then().statusCode(403);
        withdraw(Tokens.talent(user), talent, UUID.randomUUID().toString(), 1)
                .then()
                .statusCode(404);
    }

    @Test
    void a_consent_belongs_to_its_talent_alone() {
        step("PROPOSED", 2);
        String consent = give(caseId).path("consentId");
        var other = UUID.randomUUID();
        String others = as(Tokens.talent(other))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"profile\":" + PROFILE + "}")
                .post("/api/v1/talents")
                .path("talentId");
        withdraw(Tokens.talent(other), others, consent, 1).then().statusCode(404);
        as(Tokens.talent(user)).get(consents()).then().body("items[0].state", equalTo("GIVEN"));
    }

    @Test
    void an_agreement_is_a_consent_that_holds_until_the_work_is_over() {
        step("PROPOSED", 2);
        offered("OPEN", 1);
        offered("AGREED", 2);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> as(Tokens.talent(user))
                        .get(consents())
                        .then()
                        .body("items.state", contains("GIVEN"), "items.ground", contains("AGREEMENT")));
        step("AGREED", 2);
        String consent = as(Tokens.talent(user)).get(consents()).path("items[0].consentId");
        withdraw(consent, 1).then().statusCode(409).body("code", equalTo("consent-bound"));
        disclosed(client, 2).statusCode(200).body("familyName", equalTo("佐藤"));
        var told = Events.await("talents.consent", Duration.ofSeconds(30), read -> consent.equals(read.key()));
        Contracts.checkEvent(told);
        step("COMPLETED", 2);
        withdraw(consent, 1).then().statusCode(200).body("state", equalTo("WITHDRAWN"));
    }

    @Test
    void what_the_talent_consented_to_before_is_bound_by_the_agreement_and_the_order_document_is_in_the_ledger() {
        step("PROPOSED", 2);
        String consent = give(caseId).path("consentId");
        var placedBy = UUID.randomUUID();
        var order = UUID.randomUUID();
        ordered(order, 1, "PREPARED", Map.of());
        ordered(order, 2, "ORDERED", Map.of("placedBy", placedBy, "documentHash", "b".repeat(64)));
        ordered(order, 3, "CONFIRMED", Map.of("documentHash", "b".repeat(64)));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> ledger().body("items", hasSize(1)));
        ledger().body("items[0].level", equalTo("NAMED"), "items[0].purpose", equalTo("ORDER_DOCUMENT"))
                .body("items[0].viewerId", equalTo(placedBy.toString()), "items[0].consentId", equalTo(consent))
                .body("items[0].talentVersion", equalTo(2));
        as(Tokens.talent(user)).get(consents()).then().body("items.ground", contains("AGREEMENT"));
        withdraw(consent, 2).then().statusCode(409).body("code", equalTo("consent-bound"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"consents", "disclosures"})
    void the_person_and_coordinators_read_consents_and_ledger(String list) {
        String path = "/api/v1/talents/" + talent + "/" + list;
        as(Tokens.talent(user)).get(path).then().statusCode(200);
        as(Tokens.coordinator()).get(path).then().statusCode(200);
        as(Tokens.talent(UUID.randomUUID())).get(path).then().statusCode(404);
        as(client).get(path).then().statusCode(403);
        as(Tokens.admin()).get(path).then().statusCode(403);
        as(Tokens.auditor()).get(path).then().statusCode(403);
        given().get(path).then().statusCode(401);
    }

    @Test
    void readings_of_proposals_are_in_the_ledger_once_page_by_page() {
        for (int i = 0; i < 5; i++) {
            viewed("ANONYMISED");
        }
        viewed("NAMED");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> ledger().body("items", hasSize(6)));
        ledger().body("items[0].purpose", equalTo("PROPOSAL"), "items[0].proposalId", notNullValue())
                .body("items[0].at", equalTo("2026-11-28T00:00:00Z"));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var page = as(Tokens.talent(user))
                    .queryParam("limit", 4)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/api/v1/talents/" + talent + "/disclosures");
            seen.addAll(page.path("items.disclosureId"));
            cursor = page.path("next");
        } while (cursor != null);
        assertThat(seen).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void who_looked_through_the_people_that_fit_is_in_the_ledger_and_has_seen_no_name() throws SQLException {
        UUID view = Ids.next();
        UUID viewer = UUID.randomUUID();
        publish(
                "matching.view",
                "matching.sheet-viewed.v1",
                view,
                1,
                Map.of(
                        "viewId", view,
                        "caseId", caseId,
                        "organizationId", organization,
                        "viewerId", viewer,
                        "talentId", talent,
                        "talentVersion", 2,
                        "at", "2026-11-28T00:00:00Z"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> ledger().body("items", hasSize(1)));
        ledger().body("items[0].purpose", equalTo("MATCHING"), "items[0].level", equalTo("ANONYMISED"))
                .body("items[0].viewerId", equalTo(viewer.toString()), "items[0].proposalId", nullValue())
                .body("items[0].organizationId", equalTo(organization.toString()), "items[0].consentId", nullValue());
        assertThat(TestParts.database()
                        .refusal(
                                Database.APPLICATION,
                                "insert into disclosure select gen_random_uuid(), talent_id, talent_version, organization_id,"
                                        + " case_id, viewer_id, 'NAMED', purpose, proposal_id, consent_id, at from disclosure"
                                        + " where disclosure_id = '" + view + "'"))
                .contains("disclosure_matching_check");
    }

    @Test
    void nobody_is_named_in_the_ledger_without_a_consent() throws SQLException {
        step("PROPOSED", 2);
        String consent = give(caseId).path("consentId");
        for (String what : List.of("'NAMED', 'SELECTION'", "'NAMED', 'CONTRACT'", "'CONTACT', 'CONTRACT'")) {
            assertThat(disclosing(what, "null")).as(what).contains("disclosure_consent_check");
            assertThat(disclosing(what, "'" + consent + "'")).as(what).isEqualTo("accepted");
        }
        assertThat(disclosing("'ANONYMISED', 'SELECTION'", "null")).isEqualTo("accepted");
        assertThat(disclosing("'CONTACT', 'SELECTION'", "'" + consent + "'")).contains("violates check constraint");
    }

    private String disclosing(String levelAndPurpose, String consent) throws SQLException {
        return TestParts.database()
                .refusal(
                        Database.APPLICATION,
                        "insert into disclosure (disclosure_id, talent_id, talent_version, organization_id, case_id, viewer_id,"
                                + " level, purpose, consent_id, at) values (gen_random_uuid(), '" + talent + "', 2, '"
                                + organization + "', '" + caseId + "', gen_random_uuid(), " + levelAndPurpose + ", "
                                + consent + ", now())");
    }

    @Test
    void a_consent_is_not_dated_back_moved_or_deleted() throws SQLException {
        step("PROPOSED", 2);
        String consent = give(caseId).path("consentId");
        String next = "version = version + 1";
        refusedToAll(consent, "given_at = given_at", "no gap");
        refusedToAll(consent, next + ", organization_id = gen_random_uuid()", "stays with");
        refusedToAll(consent, next + ", given_at = given_at - interval '1 day'", "not dated back");
        refusedToAll(consent, next + ", given_at = given_at + interval '1 day'", "not dated back");
        refusedToAll(
                consent, next + ", state = 'WITHDRAWN', withdrawn_at = given_at - interval '1 day'", "not dated back");
        withdraw(consent, 1).then().statusCode(200);
        refusedToAll(consent, next + ", withdrawn_at = withdrawn_at + interval '1 day'", "taken back once");
        refusedToAll(
                consent,
                next + ", state = 'GIVEN', withdrawn_at = null, given_at = given_at - interval '1 day'",
                "not dated back");
        String deletion = "delete from consent where consent_id = '" + consent + "'";
        assertThat(TestParts.database().refusal("postgres", deletion)).contains("never deleted");
        assertThat(TestParts.database().refusal(Database.APPLICATION, deletion)).contains("permission denied");
        give(caseId).then().statusCode(201).body("consentId", equalTo(consent), "version", equalTo(3));
    }

    private static void refusedToAll(String consent, String change, String why) throws SQLException {
        for (String role : List.of("postgres", Database.APPLICATION)) {
            assertThat(TestParts.database()
                            .refusal(role, "update consent set " + change + " where consent_id = '" + consent + "'"))
                    .as("%s: %s", role, change)
                    .contains(why);
        }
    }

    @Test
    void the_ledger_never_changes() throws SQLException {
        viewed("ANONYMISED");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> ledger().body("items", hasSize(1)));
        for (String sql : List.of(
                "update disclosure set level = 'NAMED' where talent_id = '" + talent + "'",
                "delete from disclosure where talent_id = '" + talent + "'",
                "truncate disclosure")) {
            assertThat(TestParts.database().refusal("postgres", sql)).as(sql).contains("never changes");
            assertThat(TestParts.database().refusal(Database.APPLICATION, sql))
                    .as(sql)
                    .contains("permission denied");
        }
    }

    @Test
    void availability_goes_behind_an_engagement_and_back_when_it_ends_early() {
        put(2, "availability", """
            {"from":"2026-12-01","utilisation":{"minimum":50,"maximum":100}}\
            """);
        var engagement = UUID.randomUUID();
        engaged(engagement, 1, "PLANNED", "2027-03-31", 80);
        available("2027-04-01", 4);
        engaged(engagement, 2, "ACTIVE", "2027-03-31", 80);
        engaged(engagement, 3, "ENDING", "2027-02-15", 80);
        available("2027-02-16", 5);
        engaged(engagement, 4, "ENDED", "2027-02-15", 80);
        var event = Events.await(
                "talents.talent",
                Duration.ofSeconds(30),
                read -> talent.equals(read.key()) && "5".equals(Events.header(read, "ce_aggregateversion")));
        var data = JsonText.from(new String(event.value(), StandardCharsets.UTF_8));
        assertThat(data.getList("changed")).isEqualTo(List.of("AVAILABILITY"));
        assertThat(data.getString("availability.from")).isEqualTo("2027-02-16");
        as(Tokens.talent(user))
                .get("/api/v1/talents/" + talent + "/versions")
                .then()
                .body("items[0].actorRole", equalTo("SYSTEM"), "items[0].part", equalTo("AVAILABILITY"));
    }

    private void step(String stage, int version) {
        Map<String, Object> event = new HashMap<>(Map.of(
                "candidacyId", candidacy,
                "caseId", caseId,
                "positionId", UUID.nameUUIDFromBytes(new byte[] {1}),
                "companyId", UUID.nameUUIDFromBytes(new byte[] {2}),
                "organizationId", organization,
                "talentId", talent,
                "talentUserId", user,
                "talentVersion", version,
                "stage", stage));
        if (!stage.equals("SELECTED")) {
            event.put("status", stage.equals("PASSED") ? "NOT_SELECTED" : "PROPOSED");
        }
        publish("cases.candidacy", "cases.candidacy-changed.v1", candidacy, ++steps, event);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("select count(*) from applied_version where consumer ="
                                + " 'talents.candidacy' and aggregate_id = '" + candidacy + "' and version = " + steps)
                        == 1);
    }

    private void viewed(String level) {
        UUID view = Ids.next();
        publish(
                "cases.view",
                "cases.sheet-viewed.v1",
                view,
                1,
                Map.of(
                        "viewId", view,
                        "proposalId", UUID.randomUUID(),
                        "caseId", caseId,
                        "organizationId", organization,
                        "viewerId", UUID.randomUUID(),
                        "talentId", talent,
                        "talentVersion", 2,
                        "level", level,
                        "at", Instant.parse("2026-11-28T00:00:00Z").toString()));
    }

    private void offered(String state, int version) {
        var event = agreement(state);
        event.put("offerId", candidacy);
        event.put("number", 1);
        event.put("waitsFor", "TALENT");
        event.put("expiresAt", "2027-01-01T00:00:00Z");
        publish("contracts.offer", "contracts.offer-changed.v1", candidacy, version, event);
    }

    private void ordered(UUID order, int version, String state, Map<String, ?> more) {
        var event = agreement(state);
        event.put("orderId", order);
        event.put("offerId", UUID.randomUUID());
        event.put("openTasks", 0);
        event.putAll(more);
        publish("contracts.order", "contracts.order-changed.v1", order, version, event);
    }

    private Map<String, Object> agreement(String state) {
        return new HashMap<>(Map.of(
                "candidacyId", candidacy,
                "caseId", caseId,
                "positionId", UUID.randomUUID(),
                "organizationId", organization,
                "talentId", talent,
                "talentUserId", user,
                "state", state,
                "termsHash", "a".repeat(64)));
    }

    private void engaged(UUID engagement, int version, String state, String end, int utilisation) {
        publish(
                "contracts.engagement",
                "contracts.engagement-changed.v1",
                engagement,
                version,
                Map.ofEntries(
                        Map.entry("engagementId", engagement),
                        Map.entry("orderId", UUID.randomUUID()),
                        Map.entry("candidacyId", candidacy),
                        Map.entry("caseId", caseId),
                        Map.entry("positionId", UUID.randomUUID()),
                        Map.entry("organizationId", organization),
                        Map.entry("talentId", talent),
                        Map.entry("talentUserId", user),
                        Map.entry("state", state),
                        Map.entry("start", "2027-01-01"),
                        Map.entry("end", end),
                        Map.entry("utilisation", utilisation)));
    }

    private static void publish(String topic, String type, UUID aggregate, long version, Map<String, ?> data) {
        Contracts.checkData(type, Json.encode(data));
        Events.publish(topic, type, aggregate, version, data);
    }

    private void available(String from, int version) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> as(Tokens.talent(user))
                        .get("/api/v1/talents/me")
                        .then()
                        .body("availability.from", equalTo(from), "version", equalTo(version)));
    }

    private String consents() {
        return "/api/v1/talents/" + talent + "/consents";
    }

    private Response give(UUID toCase) {
        return consent(
                Tokens.talent(user),
                Map.of("organizationId", organization, "caseId", toCase, "organizationName", "縁商事"));
    }

    private Response consent(String token, Map<String, ?> body) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(consents());
    }

    private Response withdraw(String consent, long version) {
        return withdraw(Tokens.talent(user), talent, consent, version);
    }

    private static Response withdraw(String token, String talentId, String consent, long version) {
        return as(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"" + version + "\"")
                .post("/api/v1/talents/" + talentId + "/consents/" + consent + "/withdrawal");
    }

    private Expectations disclosed(String token, int version) {
        return as(token)
                .get("/api/v1/talents/" + talent + "/versions/" + version + "/disclosed?caseId=" + caseId)
                .then();
    }

    private Expectations ledger() {
        return as(Tokens.talent(user))
                .get("/api/v1/talents/" + talent + "/disclosures")
                .then()
                .statusCode(200);
    }

    private void put(long version, String part, String body) {
        as(Tokens.talent(user))
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .put("/api/v1/talents/" + talent + "/" + part)
                .then()
                .statusCode(200);
    }

    private static Request as(String token) {
        return given().oauth2(token).contentType("application/json");
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
