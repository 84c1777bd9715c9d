package jp.enishi.contracts;

import static jp.enishi.contracts.Api.accept;
import static jp.enishi.contracts.Api.count;
import static jp.enishi.contracts.Api.get;
import static jp.enishi.contracts.Api.hash;
import static jp.enishi.contracts.Api.inDays;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.offer;
import static jp.enishi.contracts.Api.offered;
import static jp.enishi.contracts.Api.orderOf;
import static jp.enishi.contracts.Api.post;
import static jp.enishi.contracts.Api.refused;
import static jp.enishi.contracts.Api.sql;
import static jp.enishi.contracts.Api.terms;
import static jp.enishi.contracts.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Api.Met;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.ForgedTokens;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class OffersTest {

    @Test
    void bothSidesBargainAndAgreeOnOneVersion() {
        Met met = met();
        Response made = offer(met, 900_000);
        made.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("state", is("OPEN"))
                .body("waitsFor", is("TALENT"))
                .body("caseTitle.ja", is("基幹システム刷新"));
        String id = made.path("offerId");
        String first = made.path("termsHash");

        post(
                        met.talent(),
                        "/offers/" + id + "/versions",
                        1,
                        Map.of("terms", terms(950_000), "expiresAt", inDays(5), "note", "95万円を希望します"))
                .then()
                .statusCode(200)
                .body("number", is(2))
                .body("waitsFor", is("CLIENT"))
                .body("versions.state", contains("SUPERSEDED", "OPEN"))
                .body("versions[1].side", is("TALENT"))
                .body("versions[1].changes", hasSize(1))
                .body("versions[1].changes[0].pointer", is("/fee/amount/amount"))
                .body("versions[1].changes[0].before", is(900_000))
                .body("versions[1].changes[0].after", is(950_000))
                .body("versions.taxed.fee.amount", contains(900_000, 950_000))
                .body("versions[1].taxed.percent", is(10), "versions[1].taxed.tax.amount", is(95_000))
                .body("versions[1].taxed.total.amount", is(1_045_000));
        accept(met.talent(), id, 2, first).then().statusCode(409).body("code", is("offer-superseded"));
        accept(met.client(), id, 2, first).then().statusCode(409).body("code", is("offer-superseded"));
        String second = hash(met.client(), id);
        accept(met.talent(), id, 2, second).then().statusCode(409).body("code", is("offer-not-your-turn"));
        accept(met.client(), id, 2, "0".repeat(64)).then().statusCode(409).body("code", is("terms-hash-differs"));
        accept(met.client(), id, 1, second).then().statusCode(412);

        accept(met.client(), id, 2, second)
                .then()
                .statusCode(200)
                .body("state", is("AGREED"))
                .body("versions.state", contains("SUPERSEDED", "ACCEPTED"));
        accept(met.client(), id, 3, second).then().statusCode(409).body("code", is("offer-agreed"));
        get(met.talent(), "/orders/" + orderOf(met))
                .then()
                .statusCode(200)
                .body("termsHash", is(second))
                .body("terms.fee.amount.amount", is(950_000))
                .body("taxed.percent", is(10), "taxed.total.amount", is(1_045_000))
                .body("state", is("PREPARED"));
        assertThat(count("select count(*) from work_order where offer_id = '" + id + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from audit where object_id = '" + id + "'"))
                .isEqualTo(3);
        var event = Events.await(
                "contracts.offer",
                Duration.ofSeconds(30),
                record -> id.equals(record.key()) && "3".equals(Events.header(record, "ce_aggregateversion")));
        assertThat(new String(event.value(), StandardCharsets.UTF_8))
                .contains("\"AGREED\"", second)
                .doesNotContain("950000", "髙橋", "soudan");
    }

    @Test
    void whyItWasRefusedIsReadByBothAsFarAsWhoRefusedAllows() {
        Met kept = met();
        String silent = offered(kept);
        post(kept.talent(), "/offers/" + silent + "/refusal", 1, Map.of("code", "FEE", "reason", "他社の条件のほうがよいため"))
                .then()
                .statusCode(200)
                .body("ending.code", is("FEE"))
                .body("ending.reason", is("他社の条件のほうがよいため"));
        get(kept.client(), "/offers/" + silent)
                .then()
                .body("ending.side", is("TALENT"))
                .body("ending.code", is("FEE"))
                .body("ending.reason", nullValue());
        get(Tokens.coordinator(), "/offers/" + silent).then().body("ending.reason", is("他社の条件のほうがよいため"));
        Met open = met();
        String told = offered(open);
        post(
                        open.talent(),
                        "/offers/" + told + "/refusal",
                        1,
                        Map.of("code", "TIMING", "reason", "開始日が合わないため", "shared", true))
                .then()
                .statusCode(200);
        get(open.client(), "/offers/" + told).then().body("ending.reason", is("開始日が合わないため"));
        refused("postgres", "update offer_ending set reason = 'x'", "42501");
    }

    @Test
    void whatTheTalentRefusesIsNeverOrdered() {
        Met met = met();
        String id = offered(met);
        String hash = hash(met.talent(), id);
        post(met.client(), "/offers/" + id + "/refusal", 1, Map.of())
                .then()
                .statusCode(409)
                .body("code", is("offer-not-your-turn"));
        post(met.talent(), "/offers/" + id + "/refusal", 1, Map.of("reason", "条件が合わないため"))
                .then()
                .statusCode(200)
                .body("state", is("REFUSED"));
        accept(met.talent(), id, 2, hash).then().statusCode(409).body("code", is("offer-refused"));
        post(met.talent(), "/offers/" + id + "/versions", 2, Map.of("terms", terms(1), "expiresAt", inDays(5)))
                .then()
                .statusCode(409)
                .body("code", is("offer-refused"));
        // Not by another offer either, before and after cases has told of the end of the candidacy.
        offer(met, 900_000).then().statusCode(409).body("code", is("offer-refused"));
        post(
                        met.client(),
                        "/team-offers",
                        Map.of(
                                "caseId", met.caseId(),
                                "mode", "PARTIAL",
                                "offers", List.of(Map.of("candidacyId", met.candidacyId(), "terms", terms(1))),
                                "expiresAt", inDays(7)))
                .then()
                .statusCode(409)
                .body("code", is("offer-refused"));
        assertThat(count("select count(*) from offer where candidacy_id = '" + met.candidacyId() + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from work_order where offer_id = '" + id + "'"))
                .isZero();
        for (String role : List.of("enishi_app", "postgres")) {
            refused(
                    role,
                    "insert into offer select r.* from offer o, json_populate_record(o, json_build_object('offer_id',"
                            + " gen_random_uuid(), 'state', 'OPEN')) r where o.offer_id = '" + id + "'",
                    "23514");
            refused(role, "update offer_version set state = 'ACCEPTED' where offer_id = '" + id + "'", "23514");
            refused(
                    role,
                    "insert into agreement select offer_id, number, terms_hash, author, now() from offer_version"
                            + " where offer_id = '" + id + "'",
                    "23514");
        }
    }

    @Test
    void itsAuthorTakesAnOfferBack() {
        Met met = met();
        String id = offered(met);
        String hash = hash(met.talent(), id);
        post(met.talent(), "/offers/" + id + "/withdrawal", 1, Map.of())
                .then()
                .statusCode(409)
                .body("code", is("offer-not-yours"));
        post(met.client(), "/offers/" + id + "/withdrawal", 1, Map.of())
                .then()
                .statusCode(200)
                .body("state", is("WITHDRAWN"));
        accept(met.talent(), id, 2, hash).then().statusCode(409).body("code", is("offer-withdrawn"));
        offer(met, 900_000).then().statusCode(201);
        offer(met, 900_000).then().statusCode(409).body("code", is("offer-exists"));
    }

    @Test
    void anOfferEndsByTheDatabasesClock() {
        Met met = met();
        String until = Instant.now().plusMillis(2_500).toString();
        String id = post(
                        met.client(),
                        "/offers",
                        Map.of("candidacyId", met.candidacyId(), "terms", terms(900_000), "expiresAt", until))
                .then()
                .statusCode(201)
                .extract()
                .path("offerId");
        String hash = hash(met.talent(), id);
        Events.await(
                "contracts.offer",
                Duration.ofSeconds(30),
                record -> id.equals(record.key())
                        && new String(record.value(), StandardCharsets.UTF_8).contains("EXPIRED"));
        get(met.talent(), "/offers/" + id).then().body("state", is("EXPIRED")).body("versions[0].state", is("EXPIRED"));
        accept(met.talent(), id, 2, hash).then().statusCode(409).body("code", is("offer-expired"));
        for (String late : List.of(Instant.now().minusSeconds(1).toString(), inDays(91))) {
            post(
                            met.client(),
                            "/offers",
                            Map.of("candidacyId", met.candidacyId(), "terms", terms(900_000), "expiresAt", late))
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/expiresAt"));
        }
    }

    @Test
    void termsThatBreakALawAreRefused() {
        Met met = met();
        var late = terms(900_000);
        late.put(
                "payment",
                Map.of(
                        "closing", "END_OF_MONTH",
                        "dueDay", 31,
                        "monthsAfter", 2,
                        "method", "BANK_TRANSFER",
                        "transferFeeBearer", "PAYER"));
        posted(met, late).then().statusCode(422).body("errors.code", hasItem("payment-too-late"));
        for (String form : List.of("EMPLOYMENT", "DISPATCH")) {
            var terms = terms(900_000);
            terms.put("contractType", form);
            posted(met, terms).then().statusCode(400);
        }
        for (var broken : Map.of("method", "BILL", "transferFeeBearer", "PAYEE").entrySet()) {
            var payment = new HashMap<String, Object>((Map<String, Object>) terms(1).get("payment"));
            payment.put(broken.getKey(), broken.getValue());
            var terms = terms(900_000);
            terms.put("payment", payment);
            posted(met, terms).then().statusCode(400);
        }
    }

    private static Response posted(Met met, Map<String, Object> terms) {
        return post(
                met.client(),
                "/offers",
                Map.of("candidacyId", met.candidacyId(), "terms", terms, "expiresAt", inDays(7)));
    }

    @Test
    void wordsOfEmploymentAreNotAgreedOn() {
        Met met = met();
        var terms = terms(900_000);
        terms.put("workContent", text("毎日9時始業。上司の指揮命令に従う。"));
        post(met.client(), "/offers", Map.of("candidacyId", met.candidacyId(), "terms", terms, "expiresAt", inDays(7)))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/terms/workContent/ja"))
                .body("errors.code", hasItem("wording-employment"));
        String id = offered(met);
        post(
                        met.talent(),
                        "/offers/" + id + "/versions",
                        1,
                        Map.of("terms", terms(950_000), "expiresAt", inDays(5), "note", "残業代も希望します"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/note"));
    }

    @Test
    void aTeamIsTakenAsAWholeOrNotAtAll() {
        UUID organization = UUID.randomUUID();
        UUID caseId = UUID.randomUUID();
        Met one = met(organization, caseId, UUID.randomUUID(), 1);
        Met two = met(organization, caseId, UUID.randomUUID(), 1);
        List<String> whole = team(List.of(one, two), "ALL_OR_NOTHING");
        accept(one.talent(), whole.get(0), 1, hash(one.talent(), whole.get(0)))
                .then()
                .statusCode(200)
                .body("state", is("OPEN"));
        assertThat(count("select count(*) from work_order where case_id = '" + caseId + "'"))
                .isZero();
        post(one.client(), "/offers/" + whole.get(0) + "/withdrawal", 2, Map.of())
                .then()
                .statusCode(409)
                .body("code", is("offer-accepted"));
        post(two.talent(), "/offers/" + whole.get(1) + "/refusal", 1, Map.of())
                .then()
                .statusCode(200)
                .body("state", is("REFUSED"));
        get(one.talent(), "/offers/" + whole.get(0)).then().body("state", is("RELEASED"));
        assertThat(count("select count(*) from agreement where offer_id = '" + whole.get(0) + "'"))
                .isZero();

        Met three = met(organization, caseId, two.positionId(), 1);
        List<String> again = team(List.of(one, three), "ALL_OR_NOTHING");
        accept(three.talent(), again.get(1), 1, hash(three.talent(), again.get(1)))
                .then()
                .statusCode(200);
        accept(one.talent(), again.get(0), 1, hash(one.talent(), again.get(0)))
                .then()
                .statusCode(200)
                .body("state", is("AGREED"));
        assertThat(count("select count(*) from work_order where case_id = '" + caseId + "'"))
                .isEqualTo(2);
    }

    @Test
    void ofAPartialTeamEachDecidesAlone() {
        UUID organization = UUID.randomUUID();
        UUID caseId = UUID.randomUUID();
        Met one = met(organization, caseId, UUID.randomUUID(), 1);
        Met two = met(organization, caseId, UUID.randomUUID(), 1);
        Met three = met(organization, caseId, UUID.randomUUID(), 1);
        List<String> offers = team(List.of(one, two, three), "PARTIAL");
        accept(one.talent(), offers.get(0), 1, hash(one.talent(), offers.get(0)))
                .then()
                .body("state", is("AGREED"));
        post(two.talent(), "/offers/" + offers.get(1) + "/refusal", 1, Map.of())
                .then()
                .statusCode(200);
        accept(three.talent(), offers.get(2), 1, hash(three.talent(), offers.get(2)))
                .then()
                .body("state", is("AGREED"));
        assertThat(count("select count(*) from work_order where case_id = '" + caseId + "'"))
                .isEqualTo(2);
    }

    @Test
    void aSeatHasOneTalent() {
        UUID organization = UUID.randomUUID();
        UUID caseId = UUID.randomUUID();
        UUID position = UUID.randomUUID();
        Met one = met(organization, caseId, position, 1);
        Met two = met(organization, caseId, position, 1);
        String first = offered(one);
        String second = offered(two);
        accept(one.talent(), first, 1, hash(one.talent(), first)).then().statusCode(200);
        accept(two.talent(), second, 1, hash(two.talent(), second))
                .then()
                .statusCode(409)
                .body("code", is("position-filled"));
        get(two.talent(), "/offers/" + second).then().body("state", is("OPEN"));
    }

    @Test
    void onlyWhoWasMetIsOfferedSomething() {
        Met met = met();
        sql("update candidacy set stage = 'MEETING_BOOKED' where candidacy_id = '" + met.candidacyId() + "'");
        offer(met, 900_000).then().statusCode(409).body("code", is("candidacy-not-met"));
    }

    @Test
    void theSchemaKeepsWhatWasOffered() {
        Met met = met();
        String id = offered(met);
        accept(met.talent(), id, 1, hash(met.talent(), id)).then().statusCode(200);
        for (String role : List.of("enishi_app", "postgres", "enishi_owner")) {
            for (String change : List.of(
                    "update offer_version set terms = '{}', terms_hash = encode(sha256('{}'), 'hex')",
                    "update agreement set number = 1",
                    "delete from agreement",
                    "truncate agreement cascade",
                    "delete from offer_version",
                    "delete from work_order")) {
                refused(role, change, "42501");
            }
        }
        refused(
                "enishi_app",
                "update offer set state = 'OPEN', version = version + 1 where offer_id = '" + id + "'",
                "23514");
        refused("postgres", "update offer_version set state = 'WITHDRAWN' where offer_id = '" + id + "'", "23514");
        refused(
                "postgres",
                "insert into offer_version select offer_id, 2, at, author, author_role, side, '{}', terms_hash, changes,"
                        + " note, expires_at, 'REFUSED' from offer_version where offer_id = '" + id + "'",
                "23514");
        refused(
                "postgres",
                "insert into work_order (order_id, version, offer_id, terms_hash, candidacy_id, case_id, position_id,"
                        + " organization_id, talent_id, talent_user_id, state, agreed_at, open_tasks)"
                        + " select gen_random_uuid(), 1, offer_id, terms_hash, candidacy_id, case_id, position_id,"
                        + " organization_id, talent_id, talent_user_id, 'PREPARED', now(), 0 from offer where offer_id = '"
                        + id + "'",
                "23505");
        String open = offered(met());
        refused(
                "postgres",
                "insert into work_order (order_id, version, offer_id, terms_hash, candidacy_id, case_id, position_id,"
                        + " organization_id, talent_id, talent_user_id, state, agreed_at, open_tasks)"
                        + " select gen_random_uuid(), 1, offer_id, terms_hash, candidacy_id, case_id, position_id,"
                        + " organization_id, talent_id, talent_user_id, 'PREPARED', now(), 0 from offer where offer_id = '"
                        + open + "'",
                "23503");
    }

    @Test
    void strangersFindNothingAndForgersAreNobody() {
        Met met = met();
        String id = offered(met);
        String hash = hash(met.talent(), id);
        for (String stranger : List.of(Tokens.client(UUID.randomUUID()), Tokens.talent(UUID.randomUUID()))) {
            get(stranger, "/offers/" + id).then().statusCode(404);
            get(stranger, "/offers").then().statusCode(200).body("items", hasSize(0));
            accept(stranger, id, 1, hash).then().statusCode(404);
            post(stranger, "/offers/" + id + "/refusal", 1, Map.of()).then().statusCode(404);
            post(stranger, "/offers/" + id + "/withdrawal", 1, Map.of()).then().statusCode(404);
        }
        post(
                        Tokens.client(UUID.randomUUID()),
                        "/offers",
                        Map.of("candidacyId", met.candidacyId(), "terms", terms(1), "expiresAt", inDays(3)))
                .then()
                .statusCode(404);
        post(
                        met.talent(),
                        "/offers",
                        Map.of("candidacyId", met.candidacyId(), "terms", terms(1), "expiresAt", inDays(3)))
                .then()
                .statusCode(403);
        for (String token : List.of(Tokens.admin(), Tokens.auditor())) {
            get(token, "/offers/" + id).then().statusCode(403);
        }
        accept(Tokens.coordinator(), id, 1, hash).then().statusCode(403);
        ForgedTokens.all().forEach((name, token) -> {
            assertThat(get(token, "/offers/" + id).statusCode()).as(name).isEqualTo(401);
            assertThat(accept(token, id, 1, hash).statusCode()).as(name).isEqualTo(401);
        });
        get(Tokens.coordinator(), "/offers/" + id).then().statusCode(200);
        get(met.talent(), "/offers/" + id).then().body("state", is("OPEN"));
    }

    private static List<String> team(List<Met> members, String mode) {
        var offers = members.stream()
                .map(met -> Map.of("candidacyId", met.candidacyId(), "terms", terms(900_000)))
                .toList();
        Met first = members.getFirst();
        post(
                        first.client(),
                        "/team-offers",
                        Map.of("caseId", first.caseId(), "mode", mode, "offers", offers, "expiresAt", inDays(7)))
                .then()
                .statusCode(201)
                .body("offers", hasSize(members.size()));
        return members.stream()
                .map(met ->
                        get(met.talent(), "/offers?state=OPEN").then().extract().<String>path("items[0].offerId"))
                .toList();
    }
}
