package jp.enishi.contracts;

import static jp.enishi.contracts.Api.TODAY;
import static jp.enishi.contracts.Api.agreed;
import static jp.enishi.contracts.Api.as;
import static jp.enishi.contracts.Api.confirm;
import static jp.enishi.contracts.Api.count;
import static jp.enishi.contracts.Api.declare;
import static jp.enishi.contracts.Api.delete;
import static jp.enishi.contracts.Api.get;
import static jp.enishi.contracts.Api.met;
import static jp.enishi.contracts.Api.orderOf;
import static jp.enishi.contracts.Api.party;
import static jp.enishi.contracts.Api.place;
import static jp.enishi.contracts.Api.placed;
import static jp.enishi.contracts.Api.post;
import static jp.enishi.contracts.Api.put;
import static jp.enishi.contracts.Api.refused;
import static jp.enishi.contracts.Api.sql;
import static jp.enishi.contracts.Api.terms;
import static jp.enishi.contracts.Api.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Api.Met;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.ForgedTokens;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Expectations;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
class OrdersTest {

    @Test
    void anIncompleteOrderIsNotPlacedAndSaysWhatIsMissing() {
        Met met = met();
        String id = agreed(met);
        place(met.client(), id, 1)
                .then()
                .statusCode(409)
                .body("code", is("order-incomplete"))
                .body("args.missing", contains("CLIENT_NAME", "TALENT_NAME"));
        refused(
                "enishi_app",
                "update work_order set state = 'ORDERED', version = version + 1 where order_id = '" + id + "'",
                "23514");
        put(met.client(), "/parties/mine", 0, party("株式会社みなと", "CORPORATION"))
                .then()
                .statusCode(200);
        get(met.client(), "/orders/" + id)
                .then()
                .body("checklist.complete", is(false))
                .body("checklist.missing", contains("TALENT_NAME"));
        place(met.client(), id, 1).then().statusCode(409).body("args.missing", contains("TALENT_NAME"));
        put(met.talent(), "/parties/mine", 0, party("山田 太郎", "INDIVIDUAL"))
                .then()
                .statusCode(200);
        // Now that both are known it has a new version, of which the client is told.
        assertThat(told(id, 1)).contains("\"partiesMissing\":[\"CLIENT\",\"TALENT\"]");
        assertThat(told(id, 2)).contains("\"state\":\"PREPARED\"").doesNotContain("\"partiesMissing\":[\"");
        place(met.client(), id, 9).then().statusCode(412);
        place(met.client(), id, 2)
                .then()
                .statusCode(200)
                .body("state", is("ORDERED"))
                .body("number", matchesPattern("PO-\\d{4}-\\d{6}"))
                .body("checklist.complete", is(true));
        place(met.client(), id, 3).then().statusCode(409).body("code", is("order-ordered"));
    }

    /** The event of a version of an order, without blanks. */
    private static String told(String orderId, int version) {
        var event = Events.await(
                "contracts.order",
                Duration.ofSeconds(30),
                read -> orderId.equals(read.key())
                        && Integer.toString(version).equals(Events.header(read, "ce_aggregateversion")));
        return new String(event.value(), StandardCharsets.UTF_8).replaceAll("\\s", "");
    }

    @Test
    void theOrderIsPutInWritingSentToBothAndNeverChanged() throws IOException {
        Met met = met();
        String id = placed(met);
        String hash = get(met.talent(), "/orders/" + id)
                .then()
                .body("version", is(2))
                .extract()
                .path("documentHash");
        String termsHash = get(met.talent(), "/orders/" + id).then().extract().path("termsHash");

        for (String lang : List.of("ja", "en")) {
            var answer = get(met.talent(), "/orders/" + id + "/document?lang=" + lang);
            answer.then().statusCode(200).contentType("application/pdf");
            byte[] pdf = answer.asByteArray();
            assertThat(answer.header("ETag")).isEqualTo("\"" + Documents.hash(pdf) + "\"");
            if (lang.equals("ja")) {
                assertThat(Documents.hash(pdf)).isEqualTo(hash);
            }
            try (var document = Loader.loadPDF(pdf)) {
                String read = Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFKC)
                        .replaceAll("\\s+", "");
                assertThat(read).contains(termsHash, "株式会社みなと", "山田太郎", "900,000", "東京都港区芝1-2-3");
            }
        }
        assertThat(get(met.client(), "/orders/" + id + "/document").asByteArray())
                .isEqualTo(
                        get(met.talent(), "/orders/" + id + "/document?lang=ja").asByteArray());
        get(met.talent(), "/orders/" + id + "/document?lang=fr").then().statusCode(422);

        assertThat(count("select count(*) from mail where content->>'text' like '%" + hash
                        + "%' and content->>'text' like '%" + termsHash
                        + "%' and jsonb_array_length(content->'attachments') = 2"))
                .isEqualTo(2);
        assertThat(count("select count(*) from mail m join order_document d on d.order_id = '" + id
                        + "' where m.user_id = '" + met.userId()
                        + "' and exists (select from jsonb_array_elements(m.content->'attachments') a"
                        + " where decode(a->>'content', 'base64') = d.content)"))
                .isEqualTo(2);

        for (String role : List.of("enishi_app", "postgres")) {
            refused(role, "update order_document set content = 'x'", "42501");
            refused(role, "delete from order_document", "42501");
            refused(role, "truncate order_document cascade", "42501");
        }
        refused(
                "postgres",
                "update work_order set client_name = 'x', version = version + 1 where order_id = '" + id + "'",
                "42501");
        refused(
                "postgres",
                "update work_order set state = 'PREPARED', version = version + 1 where order_id = '" + id + "'",
                "23514");

        put(met.client(), "/parties/mine", 1, party("株式会社あたらしい", "CORPORATION"))
                .then()
                .statusCode(200);
        assertThat(Documents.hash(
                        get(met.client(), "/orders/" + id + "/document").asByteArray()))
                .isEqualTo(hash);
    }

    @Test
    void aRepeatedPlacementHasOneEffectAndTheSameAnswer() {
        Met met = met();
        declare(met, "株式会社みなと", "山田 太郎");
        String id = agreed(met);
        String key = UUID.randomUUID().toString();
        var first = as(met.client())
                .header("Idempotency-Key", key)
                .header("If-Match", "\"1\"")
                .post("/api/v1/orders/" + id + "/placement");
        var again = as(met.client())
                .header("Idempotency-Key", key)
                .header("If-Match", "\"1\"")
                .post("/api/v1/orders/" + id + "/placement");
        first.then().statusCode(200);
        again.then().statusCode(200).header("Idempotency-Replayed", is("true"));
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(count("select count(*) from order_document where order_id = '" + id + "'"))
                .isEqualTo(2);
        assertThat(count("select count(*) from mail where user_id = '" + met.userId() + "'"))
                .isEqualTo(1);
        as(met.client()).post("/api/v1/orders/" + id + "/placement").then().statusCode(428);
        as(met.client())
                .header("If-Match", "\"2\"")
                .post("/api/v1/orders/" + id + "/placement")
                .then()
                .statusCode(400);
    }

    @Test
    void bothConfirmTheSameDocumentAndTheEngagementExists() {
        Met met = met();
        String id = placed(met);
        String hash = get(met.talent(), "/orders/" + id).then().extract().path("documentHash");
        confirm(met.talent(), id, 2, "0".repeat(64)).then().statusCode(409).body("code", is("document-hash-differs"));
        confirm(met.talent(), id, 2, hash)
                .then()
                .statusCode(200)
                .body("state", is("ORDERED"))
                .body("confirmedBy", contains("TALENT"));
        get(met.client(), "/orders?limit=1").then().body("items[0].confirmedBy", contains("TALENT"));
        confirm(met.talent(), id, 3, hash).then().statusCode(409).body("code", is("order-confirmed-already"));
        get(met.talent(), "/engagements").then().body("items", hasSize(0));
        confirm(met.client(), id, 3, hash).then().statusCode(200).body("state", is("CONFIRMED"));
        get(met.talent(), "/engagements")
                .then()
                .body("items", hasSize(1))
                .body("items[0].state", is("PLANNED"))
                .body("items[0].ownerId", is("00000000-0000-4000-8000-00000000c001"));
        refused("postgres", "update order_confirmation set at = now()", "42501");
    }

    @Test
    void ordersAreListedByTheirStates() {
        Met met = met();
        String id = placed(met);
        for (String reader : List.of(met.client(), met.talent())) {
            get(reader, "/orders?state=ORDERED").then().body("items.orderId", contains(id));
            get(reader, "/orders?state=PREPARED&state=ORDERED").then().body("items.orderId", contains(id));
            get(reader, "/orders?state=PREPARED&state=CONFIRMED").then().body("items", hasSize(0));
        }
        get(met.client(), "/orders?state=LOST").then().statusCode(422).body("errors[0].code", is("unknown-state"));
    }

    @Test
    void theClientIsRemindedOnceOfAnItemWhoseDayComesNear() {
        Met met = met();
        declare(met, "株式会社みなと", "山田 太郎");
        var terms = terms(900_000);
        terms.remove("place");
        terms.put("pending", List.of(pending("PLACE")));
        String id = agreed(met, terms);
        String taskId = get(met.client(), "/orders/" + id)
                .then()
                .body("tasks", hasSize(1))
                .body("tasks[0].item", is("PLACE"))
                .body("checklist.complete", is(true))
                .body("checklist.items.find { it.item == 'PLACE' }.standing", is("PENDING"))
                .extract()
                .path("tasks[0].taskId");
        String path = "/orders/" + id + "/tasks/" + taskId + "/settling";
        var decision = Map.of("decision", text("東京都中央区日本橋1-1"));
        post(met.client(), path, 1, decision).then().statusCode(409).body("code", is("order-prepared"));
        place(met.client(), id, 1).then().statusCode(200);
        String hash = get(met.client(), "/orders/" + id).then().extract().path("documentHash");
        post(met.client(), path, 2, Map.of("decision", text("始業9時、残業あり")))
                .then()
                .statusCode(422)
                .body("errors.code", hasItem("wording-employment"));
        post(met.talent(), path, 2, decision).then().statusCode(403);
        post(Tokens.client(UUID.randomUUID()), path, 2, decision).then().statusCode(404);
        post(met.client(), path, 2, decision)
                .then()
                .statusCode(200)
                .body("tasks[0].decision.ja", is("東京都中央区日本橋1-1"))
                .body("documentHash", is(hash));
        post(met.client(), path, 3, decision).then().statusCode(409).body("code", is("task-settled"));
        get(met.talent(), path).then().statusCode(200).body("decision.ja", is("東京都中央区日本橋1-1"));
        assertThat(count("select count(*) from mail where user_id = '" + met.userId()
                        + "' and content->>'text' like '%日本橋%'"))
                .isEqualTo(1);
        refused("postgres", "update order_notice set decision_ja = 'x'", "42501");
    }

    @Test
    void whatIsPaidAndWhenIsDecidedByBothAndOtherwiseNot() {
        Met met = met();
        declare(met, "株式会社みなと", "山田 太郎");
        var open = terms(900_000);
        open.remove("fee");
        open.put("payment", paidOn(null));
        open.put("pending", List.of(pending("FEE"), pending("PAYMENT_DATE")));
        String id = agreed(met, open);
        place(met.client(), id, 1).then().statusCode(200);
        Expectations order = get(met.client(), "/orders/" + id).then().body("tasks.forBoth", everyItem(is(true)));
        String hash = order.extract().path("documentHash");
        List<String> tasks = order.extract().path("tasks.taskId");
        for (String task : tasks) {
            post(
                            met.client(),
                            "/orders/" + id + "/tasks/" + task + "/settling",
                            2,
                            Map.of("decision", text("月額1円、5年後払い")))
                    .then()
                    .statusCode(409)
                    .body("code", is("task-for-both"));
        }
        confirm(met.client(), id, 2, hash).then().statusCode(200);
        confirm(met.talent(), id, 3, hash).then().statusCode(200);
        String path = "/engagements/"
                + get(met.talent(), "/engagements").then().extract().path("items[0].engagementId");
        var late = terms(910_000);
        late.put("payment", paidOn(2));
        post(met.client(), path + "/amendments", 1, Map.of("terms", late, "reason", "報酬の決定"))
                .then()
                .statusCode(422)
                .body("errors.code", hasItem("payment-too-late"));
        var feeOnly = terms(910_000);
        feeOnly.put("payment", paidOn(null));
        feeOnly.put("pending", List.of(pending("PAYMENT_DATE")));
        amend(met, path, 1, feeOnly);
        get(met.talent(), "/orders/" + id)
                .then()
                .body("documentHash", is(hash))
                .body("tasks.find { it.item == 'FEE' }.decision.ja", is("月額 910,000円(税抜)(双方が署名した変更合意 第1号による)"))
                .body("tasks.find { it.item == 'PAYMENT_DATE' }.decision", nullValue());
        amend(met, path, 2, terms(910_000));
        get(met.client(), "/orders/" + id)
                .then()
                .body("version", is(6))
                .body(
                        "tasks.find { it.item == 'PAYMENT_DATE' }.decision.en",
                        is(
                                "Closed at the end of each month, paid on the last day of the following month (by amendment 2, signed by both)"));
        assertThat(count("select count(*) from mail where user_id = '" + met.userId()
                        + "' and content->>'text' like '%変更合意%'"))
                .isEqualTo(2);
    }

    @Test
    void noOrderIsConfirmedWithoutItsDocumentAndBothConfirmations() {
        Met met = met();
        String id = placed(met);
        String confirm =
                "update work_order set version = version + 1, state = 'CONFIRMED' where order_id = '" + id + "'";
        refused("postgres", confirm, "23514");
        String hash = get(met.client(), "/orders/" + id).then().extract().path("documentHash");
        confirm(met.client(), id, 2, hash).then().statusCode(200);
        refused("postgres", confirm, "23514");
        refused(
                "postgres",
                "insert into order_confirmation values ('" + id + "', 'TALENT', gen_random_uuid(), '" + "0".repeat(64)
                        + "', now())",
                "23503");
    }

    private static Map<String, Object> pending(String item) {
        return Map.of(
                "item", item,
                "reason", text("調整中のため"),
                "plannedOn", TODAY.plusDays(5).toString());
    }

    /** Paid at the end of the month that many months after the closing; null for a day that is left open. */
    private static Map<String, Object> paidOn(@Nullable Integer monthsAfter) {
        var payment = new LinkedHashMap<String, Object>(
                Map.of("closing", "END_OF_MONTH", "method", "BANK_TRANSFER", "transferFeeBearer", "PAYER"));
        if (monthsAfter != null) {
            payment.put("dueDay", 31);
            payment.put("monthsAfter", monthsAfter);
        }
        return payment;
    }

    /** Proposed by the client and signed by the talent. */
    private static void amend(Met met, String path, int number, Map<String, Object> terms) {
        int version = 2 * number - 1;
        String hash = post(met.client(), path + "/amendments", version, Map.of("terms", terms, "reason", "未定事項の決定"))
                .then()
                .statusCode(200)
                .extract()
                .path("amendments[" + (number - 1) + "].termsHash");
        post(met.talent(), path + "/amendments/" + number + "/signature", version + 1, Map.of("termsHash", hash))
                .then()
                .statusCode(200);
    }

    @Test
    void theArchiveFindsByDateAmountAndCounterparty() {
        Met met = met();
        String name = "ｱｰｶｲﾌﾞ商事" + UUID.randomUUID().toString().substring(0, 8);
        declare(met, "株式会社みなと", name);
        String id = agreed(met);
        place(met.client(), id, 1).then().statusCode(200);
        String client = met.client();
        String needle = name.replace("ｱｰｶｲﾌﾞ", "アーカイブ");
        get(client, "/archive").then().statusCode(200).body("items", hasSize(1));
        get(client, "/archive?counterparty=" + needle.toUpperCase(Locale.ROOT))
                .then()
                .body("items.orderId", contains(id))
                .body("items[0].amount.amount", is(900_000));
        get(
                        client,
                        "/archive?from=" + TODAY + "&to=" + TODAY + "&amountFrom=900000&amountTo=900000&counterparty="
                                + needle)
                .then()
                .body("items.orderId", contains(id));
        for (String other : List.of(
                "from=" + TODAY.plusDays(1),
                "to=" + TODAY.minusDays(1),
                "amountFrom=900001",
                "amountTo=899999",
                "counterparty=みなと",
                "counterparty=" + needle + "&amountTo=1")) {
            get(client, "/archive?" + other).then().statusCode(200).body("items", hasSize(0));
        }
        get(met.talent(), "/archive?counterparty=みなと").then().body("items.orderId", hasItem(id));
        get(Tokens.auditor(), "/archive?counterparty=" + needle).then().body("items.orderId", contains(id));
        get(Tokens.talent(UUID.randomUUID()), "/archive").then().body("items", hasSize(0));
        get(Tokens.admin(), "/archive").then().statusCode(403);
        for (String wrong : List.of("from=x", "amountFrom=x", "limit=0", "cursor=x")) {
            get(client, "/archive?" + wrong).then().statusCode(422);
        }
        as(Tokens.coordinator())
                .get("/api/v1/archive?limit=1&counterparty=" + needle)
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    /** 電子帳簿保存法: each criterion alone finds an order that both together leave out. */
    @Test
    void theArchiveFindsByTwoCriteriaTogether() {
        Met first = met();
        declare(first, "株式会社みなと", "甲野 一郎");
        String order = agreed(first);
        place(first.client(), order, 1).then().statusCode(200);
        String earlier = anotherOf(first, "乙山 二郎");
        String smaller = anotherOf(first, "甲野 三郎");
        sql(
                "set session_replication_role = replica; update work_order set placed_on = placed_on - 10 where order_id = '"
                        + earlier + "'");
        sql("set session_replication_role = replica; update work_order set amount = 700000 where order_id = '" + smaller
                + "'");

        archived(first, "from=" + TODAY, order, smaller);
        archived(first, "amountFrom=900000", order, earlier);
        archived(first, "from=" + TODAY + "&amountFrom=900000", order);

        archived(first, "to=" + TODAY.minusDays(10), earlier);
        archived(first, "counterparty=甲野", order, smaller);
        archived(first, "to=" + TODAY.minusDays(10) + "&counterparty=甲野");
        archived(first, "to=" + TODAY.minusDays(10) + "&counterparty=乙山", earlier);

        archived(first, "amountTo=899999&counterparty=甲野", smaller);
        archived(first, "amountTo=899999&counterparty=乙山");
    }

    private static void archived(Met met, String search, String... orders) {
        assertThat(get(met.client(), "/archive?" + search)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.orderId"))
                .as(search)
                .containsExactlyInAnyOrder(orders);
    }

    /** Another order of the same client, with somebody else. */
    private static String anotherOf(Met client, String talent) {
        Met next = met(client.organizationId(), UUID.randomUUID(), UUID.randomUUID(), 1);
        put(next.talent(), "/parties/mine", 0, party(talent, "INDIVIDUAL"))
                .then()
                .statusCode(200);
        String order = agreed(next);
        place(next.client(), order, 1).then().statusCode(200);
        return order;
    }

    @Test
    void offersAndOrdersOfOneCaseAreFoundTogether() {
        Met met = met();
        String order = agreed(met);
        String offer = get(met.talent(), "/orders").then().extract().path("items[0].offerId");
        String of = "?case=" + met.caseId();
        String other = "?case=" + UUID.randomUUID();
        for (String reader : List.of(Tokens.coordinator(), met.client(), met.talent())) {
            get(reader, "/offers" + of).then().statusCode(200).body("items.offerId", contains(offer));
            get(reader, "/orders" + of).then().statusCode(200).body("items.orderId", contains(order));
            get(reader, "/offers" + other).then().statusCode(200).body("items", hasSize(0));
            get(reader, "/orders" + other).then().statusCode(200).body("items", hasSize(0));
        }
        Met stranger = met();
        get(stranger.client(), "/offers" + of).then().statusCode(200).body("items", hasSize(0));
        get(stranger.talent(), "/orders" + of).then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void anOrderIsFoundByItsNumberAndByTheNamesOfItsParties() {
        Met met = met();
        agreed(met);
        String order = orderOf(met);
        String number = get(met.client(), "/orders/" + order).then().extract().path("number");
        for (String reader : List.of(Tokens.coordinator(), Tokens.auditor(), met.talent())) {
            found(reader, number.toLowerCase(Locale.ROOT)).body("items.orderId", contains(order));
        }
        found(Tokens.coordinator(), number.replace("PO-", "ＰＯ－").replace('-', '－'))
                .body("items.orderId", contains(order));
        found(met().client(), number).body("items", hasSize(0));
        found(Tokens.coordinator(), "PO-2026-999999999999999999").body("items", hasSize(0));
        found(Tokens.coordinator(), "x' or 1=1").body("items", hasSize(0));
        Met written = met();
        String placed = placed(written);
        String name = get(written.client(), "/orders?limit=1").then().extract().path("items[0].talentName");
        found(written.client(), name.substring(1)).body("items.orderId", contains(placed));
        found(written.client(), "誰でもない").body("items", hasSize(0));
        get(Tokens.coordinator(), "/orders?q=" + "x".repeat(101)).then().statusCode(422);
    }

    private static Expectations found(String reader, String words) {
        return as(reader).queryParam("q", words).get("/api/v1/orders").then().statusCode(200);
    }

    @Test
    void strangersFindNoOrder() {
        Met met = met();
        String id = placed(met);
        String hash = get(met.client(), "/orders/" + id).then().extract().path("documentHash");
        for (String stranger : List.of(Tokens.client(UUID.randomUUID()), Tokens.talent(UUID.randomUUID()))) {
            get(stranger, "/orders/" + id).then().statusCode(404);
            get(stranger, "/orders/" + id + "/document").then().statusCode(404);
            get(stranger, "/orders").then().body("items", hasSize(0));
            confirm(stranger, id, 2, hash).then().statusCode(404);
        }
        place(Tokens.client(UUID.randomUUID()), id, 2).then().statusCode(404);
        place(met.talent(), id, 2).then().statusCode(403);
        place(Tokens.coordinator(), id, 2).then().statusCode(403);
        confirm(Tokens.coordinator(), id, 2, hash).then().statusCode(403);
        get(Tokens.admin(), "/orders/" + id).then().statusCode(403);
        get(Tokens.auditor(), "/orders/" + id + "/document").then().statusCode(200);
        assertThat(count("select count(*) from audit where action = 'order.document' and object_id = '" + id + "'"))
                .isEqualTo(1);
        ForgedTokens.all()
                .forEach((name, token) -> assertThat(
                                get(token, "/orders/" + id + "/document").statusCode())
                        .as(name)
                        .isEqualTo(401));
    }

    @Test
    void aTalentsPartyIsForgottenUnlessAnOrderNamesIt() {
        Met met = met();
        put(met.talent(), "/parties/mine", 0, party("山田 太郎", "INDIVIDUAL"))
                .then()
                .statusCode(200);
        String path = "/parties/" + met.userId();
        delete(met.client(), path, 1).then().statusCode(403);
        delete(met().talent(), path, 1).then().statusCode(404);
        delete(Tokens.auditor(), path, 1).then().statusCode(403);
        delete(met.talent(), path, 2).then().statusCode(412);
        delete(met.talent(), path, 1).then().statusCode(204);
        get(met.talent(), "/parties/mine").then().statusCode(404);
        delete(met.talent(), path, 1).then().statusCode(404);
        assertThat(count("select count(*) from audit where action = 'party.forget' and object_id = '" + met.userId()
                        + "'"))
                .isEqualTo(1);

        Met named = met();
        agreed(named);
        put(named.talent(), "/parties/mine", 0, party("山田 太郎", "INDIVIDUAL"))
                .then()
                .statusCode(200);
        delete(named.talent(), "/parties/" + named.userId(), 1)
                .then()
                .statusCode(409)
                .body("code", is("party-in-orders"));
        get(named.talent(), "/parties/mine").then().statusCode(200);
    }

    @Test
    void aPartyIsItsOwn() {
        Met met = met();
        get(met.client(), "/parties/mine").then().statusCode(404);
        put(met.client(), "/parties/mine", 1, party("x", "CORPORATION")).then().statusCode(412);
        put(met.client(), "/parties/mine", 0, party("株式会社みなと", "CORPORATION"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("partyId", is(met.organizationId().toString()))
                .body("freelancer", is(false));
        String path = "/parties/" + met.organizationId();
        get(Tokens.coordinator(), path).then().statusCode(200);
        get(met.client(), path).then().statusCode(200);
        assertThat(count(
                        "select count(*) from audit where action = 'party.read' and role = 'COORDINATOR' and object_id = '"
                                + met.organizationId() + "'"))
                .as("each look of somebody else, none of its own")
                .isEqualTo(1);
        assertThat(count("select count(*) from audit where action = 'party.read' and object_id = '"
                        + met.organizationId() + "'"))
                .isEqualTo(1);
        put(Tokens.coordinator(), path, 1, party("株式会社みなと", "CORPORATION"))
                .then()
                .statusCode(200);
        get(met.talent(), path).then().statusCode(404);
        put(met.talent(), path, 2, party("x", "INDIVIDUAL")).then().statusCode(404);
        get(Tokens.client(UUID.randomUUID()), path).then().statusCode(404);
        get(Tokens.auditor(), path).then().statusCode(403);
        get(Tokens.admin(), "/parties/mine").then().statusCode(403);
        var wrong = party("x", "CORPORATION");
        wrong.put("invoiceNumber", "T1234567890123");
        put(met.client(), "/parties/mine", 2, wrong)
                .then()
                .statusCode(422)
                .body("errors.code", contains("invoice-number-check-digit"));
        wrong.put("kind", "INDIVIDUAL");
        put(met.talent(), "/parties/mine", 0, wrong)
                .then()
                .statusCode(200)
                .body("warnings", contains("invoice-number-check-digit"));
        get(met.client(), "/parties/mine").then().body("party.legalName", not(is("x")));
    }
}
