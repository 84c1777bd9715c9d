package jp.enishi.contracts;

import static jp.enishi.contracts.Api.TODAY;
import static jp.enishi.contracts.Api.accept;
import static jp.enishi.contracts.Api.confirm;
import static jp.enishi.contracts.Api.count;
import static jp.enishi.contracts.Api.engaged;
import static jp.enishi.contracts.Api.get;
import static jp.enishi.contracts.Api.hash;
import static jp.enishi.contracts.Api.inDays;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.orderOf;
import static jp.enishi.contracts.Api.place;
import static jp.enishi.contracts.Api.post;
import static jp.enishi.contracts.Api.refused;
import static jp.enishi.contracts.Api.sql;
import static jp.enishi.contracts.Api.terms;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Api.Met;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.ForgedTokens;
import jp.enishi.platform.test.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class EngagementsTest {

    @Test
    void itIsLookedAfterFromItsFirstDayToItsLast() {
        Met met = met();
        String id = engaged(met);
        String path = "/engagements/" + id;
        String coordinator = Tokens.coordinator();
        get(met.client(), path)
                .then()
                .statusCode(200)
                .body("state", is("PLANNED"))
                .body("utilisation", is(80))
                .body(
                        "noticeBy",
                        is(TODAY.plusDays(10).plusMonths(6).minusDays(31).toString()))
                .body("checkIns", hasSize(5));

        UUID owner = UUID.randomUUID();
        post(coordinator, path + "/owner", 1, Map.of("owner", owner.toString()))
                .then()
                .statusCode(200)
                .body("ownerId", is(owner.toString()));
        post(
                        coordinator,
                        path + "/check-ins",
                        2,
                        Map.of("dueOn", TODAY.plusDays(20).toString()))
                .then()
                .statusCode(200)
                .body("checkIns", hasSize(6));
        post(met.talent(), path + "/check-ins/6/report", 3, Map.of("text", "順調です"))
                .then()
                .statusCode(200);
        post(met.talent(), path + "/check-ins/6/report", 4, Map.of("text", "再度"))
                .then()
                .statusCode(409)
                .body("code", is("reported-already"));
        post(met.client(), path + "/check-ins/6/report", 4, Map.of("side", "TALENT", "text", "x"))
                .then()
                .statusCode(403);
        post(coordinator, path + "/check-ins/6/report", 4, Map.of("text", "x"))
                .then()
                .statusCode(422);
        post(coordinator, path + "/check-ins/6/report", 4, Map.of("side", "CLIENT", "text", "満足しています"))
                .then()
                .statusCode(200)
                .body("checkIns[5].reports", hasSize(2));
        get(met.talent(), path)
                .then()
                .body("checkIns[5].reports.side", contains("TALENT"))
                .body("checkIns[5].reports.text", contains("順調です"));

        post(met.talent(), path + "/tickets", 5, Map.of("category", "HARASSMENT", "text", "相談したいことがあります"))
                .then()
                .statusCode(200)
                .body("tickets", hasSize(1));
        get(met.client(), path).then().body("tickets", hasSize(0));
        post(met.client(), path + "/tickets/1/escalation", 6, Map.of("reason", "x"))
                .then()
                .statusCode(404);
        post(met.talent(), path + "/tickets/1/escalation", 6, Map.of("reason", "急ぎのため"))
                .then()
                .statusCode(200)
                .body("tickets[0].state", is("ESCALATED"));
        due(id, "\"TICKET\"");
        long version = version(coordinator, path);
        post(met.talent(), path + "/tickets/1/resolution", version, Map.of("resolution", "x"))
                .then()
                .statusCode(403);
        post(coordinator, path + "/tickets/1/resolution", version, Map.of("resolution", "話し合いの場を設けました"))
                .then()
                .statusCode(200)
                .body("tickets[0].state", is("RESOLVED"));
        assertThat(count("select count(*) from engagement_due where kind = 'TICKET' and not told and engagement_id = '"
                        + id + "'"))
                .isZero();
    }

    @Test
    void coordinatorsAskOnceForWhatIsDueInAllEngagements() {
        Met met = met();
        String id = engaged(met);
        String path = "/engagements/" + id;
        assertThat(dues(id)).isEmpty();

        muchIsDue(met, id, "+ 6 + number");
        assertThat(dues(id)).containsExactlyInAnyOrder("CHECK_IN 1", "TICKET 1", "AMENDMENT 1", "NOTICE null");

        post(met.talent(), path + "/amendments/1/refusal", 3, Map.of("reason", "受けられません"))
                .then()
                .statusCode(200);
        post(Tokens.coordinator(), path + "/tickets/1/resolution", 4, Map.of("resolution", "確認しました"))
                .then()
                .statusCode(200);
        post(met.talent(), path + "/check-ins/1/report", 5, Map.of("text", "順調です"))
                .then()
                .statusCode(200);
        assertThat(dues(id)).containsExactlyInAnyOrder("CHECK_IN 1", "NOTICE null");
        post(met.client(), path + "/check-ins/1/report", 6, Map.of("text", "順調です"))
                .then()
                .statusCode(200);
        assertThat(dues(id)).containsExactly("NOTICE null");

        get(Tokens.auditor(), "/engagements/due").then().statusCode(403);
        get(Tokens.coordinator(), "/engagements/due?cursor=x").then().statusCode(422);
    }

    @Test
    void aPartyAsksForWhatItsOwnSideIsToSayOrSign() {
        Met met = met();
        String id = engaged(met);
        String path = "/engagements/" + id;
        muchIsDue(met, id, "+ number - 1");
        assertThat(dues(met.talent(), id)).containsExactlyInAnyOrder("CHECK_IN 1", "AMENDMENT 1");

        post(met.talent(), path + "/check-ins/1/report", 3, Map.of("text", "順調です"))
                .then()
                .statusCode(200);
        assertThat(dues(met.talent(), id)).containsExactly("AMENDMENT 1");
        assertThat(dues(met.client(), id)).contains("CHECK_IN 1").doesNotContain("TICKET 1", "NOTICE null");
        Met other = met();
        assertThat(dues(other.client(), id)).isEmpty();
        assertThat(dues(other.talent(), id)).isEmpty();
    }

    /**
     * A concern of the talent, terms of the client to sign, talks and the last day for a notice.
     *
     * @param days when a talk is due, from today by its number
     */
    private static void muchIsDue(Met met, String id, String days) {
        String path = "/engagements/" + id;
        post(met.talent(), path + "/tickets", 1, Map.of("category", "PAYMENT", "text", "支払について相談したい"))
                .then()
                .statusCode(200);
        post(met.client(), path + "/amendments", 2, Map.of("terms", terms(950_000), "reason", "範囲の追加"))
                .then()
                .statusCode(200);
        sql("set session_replication_role = replica; update check_in set due_on = today_in_japan() " + days
                + " where engagement_id = '" + id + "'");
        sql(
                "set session_replication_role = replica; update engagement set state = 'ACTIVE', notice_by = today_in_japan()"
                        + " where engagement_id = '" + id + "'");
    }

    /** What is due in one of them for the coordinators. */
    private static List<String> dues(String engagement) {
        return dues(Tokens.coordinator(), engagement);
    }

    /** What is due in one of them, found page by page. */
    private static List<String> dues(String token, String engagement) {
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = get(token, "/engagements/due?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract();
            List<Map<String, Object>> items = page.path("items");
            items.stream()
                    .filter(item -> item.get("engagementId").equals(engagement))
                    .forEach(item -> found.add(item.get("kind") + " " + item.get("number")));
            cursor = page.path("next");
        } while (cursor != null);
        return found;
    }

    @Test
    void termsChangeWhenBothSignAndALowerFeeHasItsReason() {
        Met met = met();
        String id = engaged(met);
        String path = "/engagements/" + id;
        String before = get(met.client(), path).then().extract().path("termsHash");
        var lower = terms(800_000);
        post(met.client(), path + "/amendments", 1, Map.of("terms", lower))
                .then()
                .statusCode(422);
        post(met.client(), path + "/amendments", 1, Map.of("terms", lower, "reason", " "))
                .then()
                .statusCode(422);
        String hash = post(met.client(), path + "/amendments", 1, Map.of("terms", lower, "reason", "稼働の見直し"))
                .then()
                .statusCode(200)
                .body("termsHash", is(before))
                .body("amendments[0].lowersFee", is(true))
                .body("amendments[0].signedBy", contains("CLIENT"))
                .body("amendments[0].changes.pointer", contains("/fee/amount/amount"))
                .extract()
                .path("amendments[0].termsHash");
        String signature = path + "/amendments/1/signature";
        post(met.client(), signature, 2, Map.of("termsHash", hash))
                .then()
                .statusCode(409)
                .body("code", is("amendment-signed"));
        post(Tokens.coordinator(), signature, 2, Map.of("termsHash", hash))
                .then()
                .statusCode(403);
        post(Tokens.talent(UUID.randomUUID()), signature, 2, Map.of("termsHash", hash))
                .then()
                .statusCode(404);
        post(met.talent(), signature, 2, Map.of("termsHash", before))
                .then()
                .statusCode(409)
                .body("code", is("terms-hash-differs"));
        refused(
                "postgres",
                "update engagement e set version = version + 1, terms = a.terms, terms_hash = a.terms_hash from amendment a"
                        + " where a.engagement_id = e.engagement_id and e.engagement_id = '" + id + "'",
                "23514");
        get(met.talent(), path).then().body("terms.fee.amount.amount", is(900_000));
        post(met.talent(), signature, 2, Map.of("termsHash", hash))
                .then()
                .statusCode(200)
                .body("termsHash", is(hash))
                .body("terms.fee.amount.amount", is(800_000));

        var longer = terms(800_000);
        longer.put(
                "period",
                Map.of(
                        "start", TODAY.plusDays(10).toString(),
                        "end", TODAY.plusDays(10).plusMonths(9).minusDays(1).toString()));
        String renewed = post(met.talent(), path + "/amendments", 3, Map.of("terms", longer, "reason", "契約の更新"))
                .then()
                .statusCode(200)
                .extract()
                .path("amendments[1].termsHash");
        post(met.client(), path + "/amendments/2/signature", 4, Map.of("termsHash", renewed))
                .then()
                .statusCode(200)
                .body("end", is(TODAY.plusDays(10).plusMonths(9).minusDays(1).toString()))
                .body(
                        "noticeBy",
                        is(TODAY.plusDays(10).plusMonths(9).minusDays(31).toString()))
                .body("checkIns", hasSize(8));
        assertThat(count("select count(*) from engagement_due where kind = 'RENEWAL' and engagement_id = '" + id + "'"))
                .isEqualTo(1);
        refused("postgres", "update amendment set reason = 'x'", "42501");
        var reopened = terms(800_000);
        reopened.remove("place");
        reopened.put(
                "pending",
                List.of(Map.of(
                        "item",
                        "PLACE",
                        "reason",
                        Map.of("ja", "移転のため"),
                        "plannedOn",
                        TODAY.plusDays(3).toString())));
        post(met.client(), path + "/amendments", 5, Map.of("terms", reopened, "reason", "移転"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/terms/pending/0/item"));
        var moved = new HashMap<String, Object>(terms(800_000));
        moved.put(
                "period",
                Map.of(
                        "start",
                        TODAY.plusDays(11).toString(),
                        "end",
                        TODAY.plusMonths(9).toString()));
        post(met.client(), path + "/amendments", 5, Map.of("terms", moved, "reason", "x"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/terms/period/start"));
    }

    @Test
    void otherTermsAreRefusedWithAReasonOrTakenBackAndThenNobodySignsThem() {
        Met met = met();
        String id = engaged(met);
        String path = "/engagements/" + id;
        String first = proposed(met.client(), path, 1, 800_000, 0);
        String refusal = path + "/amendments/1/refusal";
        post(met.talent(), refusal, 2, Map.of("reason", " ")).then().statusCode(422);
        post(met.talent(), refusal, 2, Map.of("reason", "残業を命じられるため"))
                .then()
                .statusCode(422)
                .body("errors.code", hasItem("wording-employment"));
        post(met.client(), refusal, 2, Map.of("reason", "x")).then().statusCode(403);
        post(Tokens.coordinator(), refusal, 2, Map.of("reason", "x")).then().statusCode(403);
        post(Tokens.talent(UUID.randomUUID()), refusal, 2, Map.of("reason", "x"))
                .then()
                .statusCode(404);
        post(met.talent(), path + "/amendments/1/withdrawal", 2, Map.of())
                .then()
                .statusCode(403);
        post(met.talent(), refusal, 2, Map.of("reason", "減額には応じられません"))
                .then()
                .statusCode(200)
                .body("amendments[0].ending.kind", is("REFUSED"));
        get(met.client(), path).then().body("amendments[0].ending.reason", is("減額には応じられません"));
        due(id, "\"AMENDMENT_REFUSED\"");
        post(met.talent(), path + "/amendments/1/signature", 3, Map.of("termsHash", first))
                .then()
                .statusCode(409)
                .body("code", is("amendment-refused"));
        refused(
                "postgres",
                "insert into amendment_signature values ('" + id + "', 1, 'TALENT', gen_random_uuid(), '" + first
                        + "', now())",
                "23514");

        String second = proposed(met.client(), path, 3, 850_000, 1);
        post(met.client(), path + "/amendments/2/withdrawal", 4, Map.of())
                .then()
                .statusCode(200)
                .body("amendments[1].ending.kind", is("WITHDRAWN"));
        post(met.talent(), path + "/amendments/2/signature", 5, Map.of("termsHash", second))
                .then()
                .statusCode(409)
                .body("code", is("amendment-withdrawn"));
        String third = proposed(met.client(), path, 5, 950_000, 2);
        post(met.talent(), path + "/amendments/3/signature", 6, Map.of("termsHash", third))
                .then()
                .statusCode(200)
                .body("termsHash", is(third));
        post(met.client(), path + "/amendments/3/withdrawal", 7, Map.of())
                .then()
                .statusCode(409)
                .body("code", is("amendment-superseded"));
        refused(
                "postgres",
                "insert into amendment_ending values ('" + id
                        + "', 3, 'WITHDRAWN', 'CLIENT', gen_random_uuid(), now(), null)",
                "23514");
    }

    private static String proposed(String token, String path, int version, int fee, int index) {
        return post(token, path + "/amendments", version, Map.of("terms", terms(fee), "reason", "見直し"))
                .then()
                .statusCode(200)
                .extract()
                .path("amendments[" + index + "].termsHash");
    }

    @Test
    void aTicketIsTalkedAboutByItsSideAndCoordinatorsAndWhyItWasHandedUpStaysInternal() {
        Met met = met();
        String id = engaged(met);
        String path = "/engagements/" + id;
        String coordinator = Tokens.coordinator();
        post(met.talent(), path + "/tickets", 1, Map.of("category", "PAYMENT", "text", "支払いが遅れています"))
                .then()
                .statusCode(200);
        String replies = path + "/tickets/1/replies";
        post(coordinator, replies, 2, Map.of("text", "お客様に確認します")).then().statusCode(200);
        post(met.talent(), replies, 3, Map.of("text", "お願いします"))
                .then()
                .statusCode(200)
                .body("tickets[0].replies.text", contains("お客様に確認します", "お願いします"))
                .body("tickets[0].replies[1].side", is("TALENT"));
        post(met.client(), replies, 4, Map.of("text", "x")).then().statusCode(404);
        post(coordinator, path + "/tickets/1/escalation", 4, Map.of("reason", "2週間は長いため"))
                .then()
                .statusCode(200)
                .body("tickets[0].escalation", is("2週間は長いため"));
        get(met.talent(), path)
                .then()
                .body("tickets[0].state", is("ESCALATED"))
                .body("tickets[0].escalation", nullValue());
        due(id, "\"TICKET\"");
        long version = version(coordinator, path);
        post(coordinator, path + "/tickets/1/resolution", version, Map.of("resolution", "支払われました"))
                .then()
                .statusCode(200);
        post(met.talent(), replies, version + 1, Map.of("text", "x"))
                .then()
                .statusCode(409)
                .body("code", is("ticket-resolved"));
        refused("postgres", "update ticket_reply set text = 'x'", "42501");
    }

    @Test
    void aLongEngagementEndsWithThirtyDaysNotice() {
        Met met = met();
        String id = engaged(met);
        String path = "/engagements/" + id;
        sql(
                "set session_replication_role = replica; update engagement set start_on = today_in_japan() - 30 where engagement_id = '"
                        + id + "'");
        due(id, "ACTIVE");
        long version = version(met.client(), path);
        var soon = Map.of("endsOn", TODAY.plusDays(10).toString(), "reason", "予算の都合");
        post(met.client(), path + "/notice", version, soon)
                .then()
                .statusCode(409)
                .body("code", is("notice-too-late"))
                .body("args.earliest", is(TODAY.plusDays(30).toString()));
        post(
                        met.client(),
                        path + "/notice",
                        version,
                        Map.of("endsOn", TODAY.plusDays(30).toString()))
                .then()
                .statusCode(422);
        post(
                        met.client(),
                        path + "/notice",
                        version,
                        Map.of("endsOn", TODAY.plusDays(30).toString(), "reason", "勤怠不良のため"))
                .then()
                .statusCode(422)
                .body("errors.code", hasItem("wording-employment"));
        post(Tokens.coordinator(), path + "/notice", version, soon).then().statusCode(403);
        post(Tokens.client(UUID.randomUUID()), path + "/notice", version, soon)
                .then()
                .statusCode(404);
        post(
                        met.client(),
                        path + "/notice",
                        version,
                        Map.of("endsOn", TODAY.plusDays(30).toString(), "reason", "予算の都合"))
                .then()
                .statusCode(200)
                .body("state", is("ENDING"))
                .body("end", is(TODAY.plusDays(30).toString()))
                .body("notice.side", is("CLIENT"))
                .body("notice.reason", is("予算の都合"));
        assertThat(count("select count(*) from mail where user_id = '" + met.userId()
                        + "' and content->>'subject' like '%予告%' and content->>'text' like '%予算の都合%'"))
                .isEqualTo(1);
        post(Tokens.coordinator(), path + "/ending", version + 1, Map.of())
                .then()
                .statusCode(409)
                .body("code", is("engagement-not-over"));
        post(met.client(), path + "/ending", version + 1, Map.of()).then().statusCode(403);
        sql(
                "set session_replication_role = replica; update engagement set end_on = today_in_japan() - 1 where engagement_id = '"
                        + id + "'");
        due(id, "ENDED");
        post(met.talent(), path + "/amendments", version(met.talent(), path), Map.of("terms", terms(1), "reason", "x"))
                .then()
                .statusCode(409)
                .body("code", is("engagement-ended"));
        refused("postgres", "update ending_notice set reason = 'x'", "42501");
    }

    @Test
    void whatIsNotRenewedWithoutNoticeStaysDueAndIsRecordedUnlessAnotherOrderGoesOnFromIt() {
        Met met = met();
        String id = engaged(met);
        String continued = engaged(met());
        assertThat(count("select count(*) from engagement_due d join engagement e using (engagement_id)"
                        + " where kind = 'NOTICE' and due_on = notice_by and engagement_id = '" + id + "'"))
                .as("told once more on the last day")
                .isEqualTo(1);
        for (String each : List.of(id, continued)) {
            sql("set session_replication_role = replica; update engagement set start_on = today_in_japan() - 190,"
                    + " end_on = today_in_japan() + 3, notice_by = today_in_japan() - 27 where engagement_id = '" + each
                    + "'");
            due(each, "ACTIVE");
            assertThat(dues(each)).contains("NOTICE null");
        }
        sql(
                "set session_replication_role = replica; insert into engagement (engagement_id, version, order_id, candidacy_id,"
                        + " case_id, position_id, organization_id, talent_id, talent_user_id, state, start_on, end_on, utilisation,"
                        + " terms, terms_hash) select gen_random_uuid(), 1, gen_random_uuid(), candidacy_id, case_id, position_id,"
                        + " organization_id, talent_id, talent_user_id, 'PLANNED', today_in_japan() + 20, today_in_japan() + 80,"
                        + " utilisation, terms, terms_hash from engagement where engagement_id = '" + continued + "'");
        assertThat(dues(continued)).doesNotContain("NOTICE null");
        for (String each : List.of(id, continued)) {
            sql("set session_replication_role = replica; update engagement set end_on = today_in_japan() - 1"
                    + " where engagement_id = '" + each + "'");
            due(each, "ENDED");
            assertThat(dues(each)).doesNotContain("NOTICE null");
            assertThat(count("select count(*) from audit where object_id = '" + each
                            + "' and reason = 'WITHOUT_NOTICE' and action = 'engagement.step'"))
                    .isEqualTo(each.equals(id) ? 1 : 0);
        }
        get(met.talent(), "/engagements/" + id)
                .then()
                .body("noticeBy", is(TODAY.minusDays(27).toString()))
                .body("notice", nullValue());
    }

    /** Three months and, from another order a few days later, three more are half a year. */
    @Test
    void anotherOrderOfTheSameTwoContinuesTheFirst() {
        Met first = met();
        String earlier = engaged(first);
        sql("set session_replication_role = replica; update engagement set start_on = today_in_japan() - 100,"
                + " end_on = today_in_japan() - 5 where engagement_id = '" + earlier + "'");
        Met second = met(first.organizationId(), UUID.randomUUID(), UUID.randomUUID(), 1, first.userId());
        var terms = terms(900_000);
        terms.put(
                "period",
                Map.of(
                        "start", TODAY.plusDays(10).toString(),
                        "end", TODAY.plusDays(100).toString()));
        String offerId = post(
                        second.client(),
                        "/offers",
                        Map.of("candidacyId", second.candidacyId(), "terms", terms, "expiresAt", inDays(7)))
                .then()
                .statusCode(201)
                .extract()
                .path("offerId");
        accept(second.talent(), offerId, 1, hash(second.talent(), offerId))
                .then()
                .statusCode(200);
        String orderId = orderOf(second);
        place(second.client(), orderId, 1).then().statusCode(200);
        String document =
                get(second.client(), "/orders/" + orderId).then().extract().path("documentHash");
        confirm(second.client(), orderId, 2, document).then().statusCode(200);
        confirm(second.talent(), orderId, 3, document).then().statusCode(200);
        get(second.client(), "/engagements")
                .then()
                .body("items[0].start", is(TODAY.plusDays(10).toString()))
                .body("items[0].noticeBy", is(TODAY.plusDays(70).toString()));
        get(second.client(), "/engagements?order=" + orderId).then().body("items.orderId", contains(orderId));
        get(second.client(), "/engagements?order=" + UUID.randomUUID()).then().body("items", hasSize(0));
    }

    @Test
    void whatIsDueIsToldOnItsDayOnce() {
        Met met = met();
        String id = engaged(met);
        for (String kind : List.of("RENEWAL", "NOTICE", "CHECK_IN")) {
            sql("update engagement_due set due_on = today_in_japan() where kind = '" + kind + "' and engagement_id = '"
                    + id
                    + "' and due_on = (select min(due_on) from engagement_due where kind = '" + kind
                    + "' and engagement_id = '" + id + "')");
            due(id, "\"" + kind + "\"");
        }
        var told = Events.all("contracts.engagement").stream()
                .filter(event -> id.equals(event.key()))
                .map(event -> new String(event.value(), StandardCharsets.UTF_8))
                .filter(event -> event.contains("\"due\""))
                .toList();
        assertThat(told).hasSize(3);
    }

    @Test
    void strangersFindNoEngagement() {
        Met met = met();
        String id = engaged(met);
        for (String stranger : List.of(Tokens.client(UUID.randomUUID()), Tokens.talent(UUID.randomUUID()))) {
            get(stranger, "/engagements/" + id).then().statusCode(404);
            get(stranger, "/engagements").then().body("items", hasSize(0));
            get(stranger, "/engagements?order=" + orderOf(met)).then().body("items", hasSize(0));
            post(stranger, "/engagements/" + id + "/tickets", 1, Map.of("category", "WORK", "text", "x"))
                    .then()
                    .statusCode(404);
        }
        for (String token : List.of(Tokens.admin(), Tokens.auditor())) {
            get(token, "/engagements/" + id).then().statusCode(403);
        }
        for (String token : List.of(met.client(), met.talent())) {
            post(token, "/engagements/" + id + "/owner", 1, Map.of()).then().statusCode(403);
            post(token, "/engagements/" + id + "/check-ins", 1, Map.of("dueOn", TODAY.toString()))
                    .then()
                    .statusCode(403);
        }
        ForgedTokens.all()
                .forEach((name, token) -> assertThat(
                                get(token, "/engagements/" + id).statusCode())
                        .as(name)
                        .isEqualTo(401));
    }

    private static void due(String id, String said) {
        Events.await(
                "contracts.engagement",
                Duration.ofSeconds(30),
                event -> id.equals(event.key()) && new String(event.value(), StandardCharsets.UTF_8).contains(said));
    }

    private static long version(String token, String path) {
        return get(token, path).then().statusCode(200).extract().<Integer>path("version");
    }
}
