package jp.enishi.cases;

import static jp.enishi.cases.Inquiring.act;
import static jp.enishi.cases.Inquiring.change;
import static jp.enishi.cases.Inquiring.form;
import static jp.enishi.cases.Inquiring.id;
import static jp.enishi.cases.Inquiring.inquiry;
import static jp.enishi.cases.Inquiring.read;
import static jp.enishi.cases.Inquiring.seal;
import static jp.enishi.cases.Inquiring.send;
import static jp.enishi.cases.Inquiring.sent;
import static jp.enishi.cases.Inquiring.someone;
import static jp.enishi.cases.Inquiring.taken;
import static jp.enishi.cases.Inquiring.value;
import static jp.enishi.cases.Inquiring.with;
import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jp.enishi.cases.inquiry.domain.Due;
import jp.enishi.cases.inquiry.domain.FormSeal;
import jp.enishi.platform.test.Contracts;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Events;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inquiries from the public form to their closing, and what is forgotten of them. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class InquiriesTest {
    Outside outside;

    @Test
    void anInquiryIsKeptDueAndAcknowledged() throws MessagingException, IOException {
        String email = someone();
        String reference = sent(form(email, "  PMOを 1名探しています。\n急ぎです。 "));

        UUID id = id(reference);
        Instant received = Instant.parse(read(id).then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("state", is("NEW"))
                .body("reference", is(reference))
                .body("company", is("株式会社みなと"))
                .body("person", is("山田 花子"))
                .body("email", is(email))
                .body("phone", is("03-1234-5678"))
                .body("text", is("PMOを 1名探しています。\n急ぎです。"))
                .body("language", is("ja"))
                .body("consentAt", notNullValue())
                .body("contacts.size()", is(0))
                .body("$", not(hasKey("assignee")))
                .extract()
                .path("receivedAt"));
        read(id).then().body("dueAt", is(Due.of(received).toString()));

        MimeMessage mail = mail(email);
        assertThat(mail.getSubject()).contains("お問い合わせを受け付けました");
        assertThat(text(mail))
                .contains("受付番号：" + reference, "運営スタッフ")
                .doesNotContain("山田", "株式会社みなと", "急ぎ", "{", "null");
        var event = Events.await("cases.inquiry", "cases.inquiry-changed.v1", id, Duration.ofSeconds(20));
        Contracts.checkEvent(event);
        assertThat(new String(event.value(), StandardCharsets.UTF_8))
                .contains("\"NEW\"")
                .doesNotContain(email, "山田", "みなと", "急ぎ", reference);
        assertThat(value(
                        "select role || ':' || coalesce(actor::text, 'nobody') from audit where action = 'inquiry.create' and object_id = '"
                                + id + "'"))
                .isEqualTo("ANONYMOUS:nobody");
        assertThat(value("select count(*) from idempotency where body like '%" + email + "%'"))
                .isEqualTo(0L);
    }

    @Test
    void whichTermsWereAgreedToIsOnRecordBesideWhen() {
        Map<String, Object> form = form(someone(), "PMOを探しています。");
        form.put("terms", 1);
        UUID id = id(sent(form));

        read(id).then().statusCode(200).body("terms", is(1)).body("consentAt", notNullValue());
        assertThat(value("select terms_version from inquiry where inquiry_id = '" + id + "'"))
                .isEqualTo(1);
        // The same words with a newer form are the inquiry that they were, with what was agreed to then.
        form.put("terms", 2);
        form.put("formIssued", seal(Duration.ofMinutes(1)));
        assertThat(id(sent(form))).isEqualTo(id);
        read(id).then().body("terms", is(1));
    }

    @Test
    void anOlderFormNamesNoTerms() {
        UUID without = id(sent(form(someone(), "PMOを探しています。")));
        read(without).then().statusCode(200).body("$", not(hasKey("terms")));
        assertThat(value("select terms_version from inquiry where inquiry_id = '" + without + "'"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, min", "-1, min", "-2147483648, min", "10000, max"})
    void whatIsNoVersionOfTheTermsIsRefused(int terms, String code) {
        Map<String, Object> form = with("terms", terms);
        send(form)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/terms"))
                .body("errors.code", contains(code));
        assertThat(value("select count(*) from inquiry where email = '" + form.get("email") + "'"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", ""})
    void aVersionOfTheTermsIsANumber(String terms) {
        send(with("terms", terms))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/terms"));
    }

    @Test
    void anEnglishFormIsAnsweredInEnglish() throws MessagingException, IOException {
        String email = someone();
        Map<String, Object> form = form(email, "We look for a PMO.");
        form.put("language", "en");
        form.remove("phone");
        String reference = sent(form);

        MimeMessage mail = mail(email);
        assertThat(mail.getSubject()).isEqualTo("[Enishi] We have received your inquiry");
        assertThat(mail.getHeader("Content-Language")).containsExactly("en");
        assertThat(text(mail)).contains("Reference: " + reference, "Japan time").doesNotContain("PMO");
    }

    @Test
    void theSameWordsWithinADayAreOneInquiry() {
        String email = someone();
        String first = sent(form(email, "同じ内容です。"));
        Map<String, Object> again = form(email.toUpperCase(java.util.Locale.ROOT), " 同じ内容です。 ");
        again.put("company", "みなと");
        assertThat(sent(again)).isEqualTo(first);
        String other = sent(form(email, "別の内容です。"));
        assertThat(other).isNotEqualTo(first);
        assertThat(sent(form(someone(), "同じ内容です。"))).isNotEqualTo(first);

        change("alter table inquiry disable trigger inquiry_is_guarded");
        change("update inquiry set received_at = received_at - interval '25 hours' where reference = '" + first + "'");
        change("alter table inquiry enable trigger inquiry_is_guarded");
        String later = sent(form(email, "同じ内容です。"));
        assertThat(later).isNotEqualTo(first);
        await().atMost(Duration.ofSeconds(20)).until(() -> outside.mails(email).size() == 3);
    }

    @Test
    void theSameInquirySentManyTimesAtOnceIsOne() throws Exception {
        String email = someone();
        List<Callable<String>> calls = new ArrayList<>();
        for (int call = 0; call < 8; call++) {
            calls.add(() -> sent(form(email, "同時です。")));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<String> references = new ArrayList<>();
            for (var answer : threads.invokeAll(calls)) {
                references.add(answer.get());
            }
            assertThat(references).hasSize(8).containsOnly(references.getFirst());
        }
        assertThat(value("select count(*) from inquiry where email = '" + email + "'"))
                .isEqualTo(1L);
    }

    @Test
    void aRepeatedKeyIsAnsweredTheSame() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> form = form(someone(), "一度だけ");
        String reference = keyed(key, form).then().statusCode(202).extract().path("reference");
        keyed(key, form)
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("reference", is(reference));
        keyed(key, form(someone(), "別のもの")).then().statusCode(422).body("code", is("idempotency-key-reused"));
        given().contentType("application/json")
                .body(form)
                .post("/api/v1/inquiries")
                .then()
                .statusCode(400);
    }

    private static Response keyed(String key, Object form) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(form)
                .post("/api/v1/inquiries");
    }

    @Test
    void aRobotIsThankedAndForgotten() {
        String email = someone();
        Map<String, Object> form = form(email, "Buy now");
        form.put("website", "https://spam.example");
        form.put("formIssued", "x");
        send(form).then().statusCode(202).body("reference", hasLength(10));

        assertThat(value("select count(*) from inquiry where email = '" + email + "'"))
                .isEqualTo(0L);
        assertThat(value("select count(*) from mail where address = '" + email + "'"))
                .isEqualTo(0L);
    }

    @Test
    void aFormIsGivenOutAndIsGoodForADay() {
        String issued = given().get("/api/v1/inquiries/form")
                .then()
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .extract()
                .path("formIssued");
        refused("formIssued", issued, "form-too-fast");
        refused("formIssued", seal(Duration.ofHours(25)), "form-expired");
        String ofAnother = new FormSeal("a secret that nobody gave to this service")
                .issue(Instant.now().minusSeconds(60));
        refused("formIssued", ofAnother, "form-invalid");
        send(with("formIssued", seal(Duration.ofHours(23)))).then().statusCode(202);
    }

    @Test
    void consentIsNeeded() {
        refused("consent", false, "consent-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "email, nobody, email-invalid",
        "email, a@b, email-invalid",
        "email, a@b@c.example, email-invalid",
        "email, .a@c.example, email-invalid",
        "email, a..b@c.example, email-invalid",
        "email, a b@c.example, email-invalid",
        "email, 'a@c.example,b@c.example', email-invalid",
        "email, a@-c.example, email-invalid",
        "phone, 12345, phone-invalid",
        "phone, 03-1234-56789012345, phone-invalid",
        "phone, call me please, phone-invalid",
    })
    void whatIsNoAddressOrNumberIsRefused(String field, String text, String code) {
        refused(field, text, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+81 3-1234-5678", "０３－１２３４－５６７８", "(03) 1234 5678", "09012345678"})
    void aNumberMayBeWrittenInManyWays(String phone) {
        send(with("phone", phone)).then().statusCode(202);
    }

    @Test
    void everythingHasALengthAndALineIsALine() {
        for (var longest : Map.of("company", 200, "person", 100, "text", 4000).entrySet()) {
            send(with(longest.getKey(), "あ".repeat(longest.getValue()))).then().statusCode(202);
            send(with(longest.getKey(), "あ".repeat(longest.getValue() + 1)))
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/" + longest.getKey()));
        }
        refused("company", "みなと\nBcc: x@y.example", "control-character");
        refused("person", "a\u202Eb", "control-character");
        send(with("text", " ")).then().statusCode(422);
    }

    private static void refused(String field, Object value, String code) {
        send(with(field, value))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/" + field))
                .body("errors.code", contains(code));
    }

    @Test
    void oneMailboxSendsAtMostFiveAnHour() {
        String email = someone();
        for (int number = 0; number < 5; number++) {
            sent(form(email, "問い合わせ " + number));
        }
        send(form(email, "もう一つ")).then().statusCode(429).body("code", is("too-many-requests"));
        assertThat(sent(form(email, "問い合わせ 3"))).isNotBlank();
        sent(form(someone(), "もう一つ"));
    }

    @Test
    void aCoordinatorTakesHandsOverAndCloses() {
        UUID id = inquiry(someone());
        act(id, "contacts", 1, Map.of("channel", "PHONE", "note", "不在"))
                .then()
                .statusCode(409)
                .body("code", is("inquiry-not-taken"));
        act(id, "assignment", 1, Map.of())
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("state", is("TAKEN"))
                .body("assignee", is(Inquiring.COORDINATOR.toString()));
        act(id, "assignment", 1, Map.of()).then().statusCode(412);
        String said = act(id, "contacts", 2, Map.of("channel", "PHONE", "note", " 30分お話ししました。 "))
                .then()
                .statusCode(201)
                .body("note", is("30分お話ししました。"))
                .body("author", is(Inquiring.COORDINATOR.toString()))
                .extract()
                .path("contactId");
        UUID other = UUID.randomUUID();
        act(id, "assignment", 2, Map.of("assignee", other.toString()))
                .then()
                .statusCode(200)
                .body("assignee", is(other.toString()));
        act(id, "closing", 3, Map.of("reason", "NO_FIT", "note", "ご予算が合わず"))
                .then()
                .statusCode(200)
                .body("state", is("CLOSED"));
        read(id).then()
                .header("ETag", "\"4\"")
                .body("contacts.contactId", contains(said))
                .body("contacts[0].channel", is("PHONE"))
                .body("closingReason", is("NO_FIT"))
                .body("closingNote", is("ご予算が合わず"))
                .body("closedAt", notNullValue());
        for (String what : List.of("assignment", "closing", "qualification")) {
            Object body = switch (what) {
                case "closing" -> Map.of("reason", "SPAM");
                case "qualification" -> Inquiring.qualification("株式会社おわり");
                default -> Map.of();
            };
            act(id, what, 4, body).then().statusCode(409).body("code", is("inquiry-step-illegal"));
        }
        act(id, "contacts", 4, Map.of("channel", "MAIL", "note", "追伸")).then().statusCode(409);
        var event = Events.await(
                "cases.inquiry",
                Duration.ofSeconds(20),
                read -> id.toString().equals(read.key()) && "4".equals(Events.header(read, "ce_aggregateversion")));
        Contracts.checkEvent(event);
        assertThat(value(
                        "select string_agg(action || '/' || version || '/' || coalesce(reason, ''), ' ' order by seq) from audit where object_id = '"
                                + id + "'"))
                .isEqualTo(
                        "inquiry.create/1/ inquiry.assign/2/ inquiry.contact/2/PHONE inquiry.assign/3/ inquiry.close/4/NO_FIT");
    }

    @Test
    void aNewOneMayBeClosedAtOnceButNotQualified() {
        UUID id = inquiry(someone());
        act(id, "qualification", 1, Inquiring.qualification("株式会社はやい"))
                .then()
                .statusCode(409)
                .body("code", is("inquiry-step-illegal"));
        act(id, "closing", 1, Map.of("reason", "SPAM")).then().statusCode(200);
        UUID closed = inquiry(someone());
        Api.as(Inquiring.TOKEN)
                .header("Idempotency-Key", "k")
                .body(Map.of("reason", "SPAM"))
                .post("/api/v1/inquiries/" + closed + "/closing")
                .then()
                .statusCode(428);
    }

    @Test
    void theListIsOrderedByDueAndNarrowed() {
        UUID first = taken(someone());
        UUID second = inquiry(someone());
        UUID third = inquiry(someone());
        change("alter table inquiry disable trigger inquiry_is_guarded");
        change("update inquiry set due_at = timestamptz '2026-01-01T09:00Z' where inquiry_id = '" + second + "'");
        change("update inquiry set due_at = timestamptz '2026-01-02T09:00Z' where inquiry_id in ('" + first + "', '"
                + third + "')");
        change("alter table inquiry enable trigger inquiry_is_guarded");

        List<String> all = new ArrayList<>();
        String next = "";
        do {
            var page = Api.as(Inquiring.TOKEN)
                    .get("/api/v1/inquiries?limit=1" + next)
                    .then()
                    .statusCode(200)
                    .extract();
            all.addAll(page.path("items.inquiryId"));
            next = page.path("next") == null ? null : "&cursor=" + page.path("next");
        } while (next != null && all.size() < 3);
        assertThat(all.subList(0, 3))
                .containsExactly(
                        second.toString(),
                        first.compareTo(third) < 0 ? first.toString() : third.toString(),
                        first.compareTo(third) < 0 ? third.toString() : first.toString());
        get("?limit=100&state=TAKEN").then().body("items.inquiryId", hasItem(first.toString()));
        get("?limit=100&state=TAKEN").then().body("items.inquiryId", not(hasItem(second.toString())));
        get("?limit=100&mine=true").then().body("items.inquiryId", not(hasItem(second.toString())));
        get("?limit=100&mine=true").then().body("items[0].inquiryId", is(first.toString()));
        get("?state=LOST").then().statusCode(422).body("errors.code", contains("unknown-status"));
    }

    private static Response get(String query) {
        return Api.as(Inquiring.TOKEN).get("/api/v1/inquiries" + query);
    }

    @Test
    void anInquiryIsFoundByItsReferenceAndItsSender() {
        var form = form(someone(), "探しています");
        form.put("company", "株式会社" + UUID.randomUUID().toString().substring(24));
        String reference = sent(form);
        String id = id(reference).toString();
        for (String words :
                List.of(reference.toLowerCase(Locale.ROOT), form.get("company").toString())) {
            Api.as(Inquiring.TOKEN)
                    .queryParam("q", words)
                    .get("/api/v1/inquiries")
                    .then()
                    .statusCode(200)
                    .body("items.inquiryId", contains(id));
        }
        Api.as(Inquiring.TOKEN)
                .queryParam("q", form.get("company") + "x")
                .get("/api/v1/inquiries")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void onlyCoordinatorsSeeInquiries() {
        UUID id = taken(someone());
        Map<String, Object> bodies = new HashMap<>();
        bodies.put("assignment", Map.of());
        bodies.put("contacts", Map.of("channel", "MAIL", "note", "x"));
        bodies.put("qualification", Inquiring.qualification("株式会社だめ"));
        bodies.put("closing", Map.of("reason", "SPAM"));
        for (String token : List.of(
                Tokens.talent(UUID.randomUUID()),
                Tokens.client(UUID.randomUUID()),
                Tokens.admin(),
                Tokens.auditor(),
                Tokens.nobody(UUID.randomUUID()))) {
            Api.as(token).get("/api/v1/inquiries").then().statusCode(403);
            Api.as(token).get("/api/v1/inquiries/" + id).then().statusCode(403);
            bodies.forEach((what, body) -> Api.post(token, "/api/v1/inquiries/" + id + "/" + what, 2, body)
                    .then()
                    .statusCode(403));
        }
        sent(form(someone(), "アカウントなしで"));
        Api.post(Tokens.client(UUID.randomUUID()), "/api/v1/inquiries", form(someone(), "サインインして"))
                .then()
                .statusCode(202);
        given().get("/api/v1/inquiries").then().statusCode(401);
        given().get("/api/v1/inquiries/" + id).then().statusCode(401);
        bodies.forEach((what, body) -> given().contentType("application/json")
                .header("Idempotency-Key", "k")
                .header("If-Match", "\"2\"")
                .body(body)
                .post("/api/v1/inquiries/" + id + "/" + what)
                .then()
                .statusCode(401));
        read(UUID.randomUUID()).then().statusCode(404);
        read(id).then().body("version", is(2));
    }

    @Test
    void aClosedInquiryForgetsWhoAskedAfterSixMonths() {
        Map<String, Object> form = form(someone(), "要件の相談をしたいです。");
        form.put("terms", 1);
        UUID old = id(sent(form));
        act(old, "assignment", 1, Map.of()).then().statusCode(200);
        act(old, "contacts", 2, Map.of("channel", "PHONE", "note", "個人的な話"))
                .then()
                .statusCode(201);
        act(old, "closing", 2, Map.of("reason", "NO_ANSWER", "note", "山田様より"))
                .then()
                .statusCode(200);
        UUID younger = taken(someone());
        act(younger, "closing", 2, Map.of("reason", "OTHER")).then().statusCode(200);
        UUID open = taken(someone());
        change("update inquiry set closed_at = now() - interval '6 months 1 hour' where inquiry_id = '" + old + "'");
        change("update inquiry set closed_at = now() - interval '6 months' + interval '1 hour' where inquiry_id = '"
                + younger + "'");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> read(old).then().body("$", hasKey("erasedAt")));
        read(old)
                .then()
                .body("state", is("CLOSED"))
                .body("closingReason", is("NO_ANSWER"))
                .body("contacts[0].channel", is("PHONE"))
                .body("contacts[0]", not(hasKey("note")));
        for (String personal : List.of("company", "person", "email", "phone", "text", "terms", "closingNote")) {
            read(old).then().body("$", not(hasKey(personal)));
        }
        get("?limit=100&state=CLOSED").then().body("items.inquiryId", hasItem(old.toString()));
        assertThat(value("select fingerprint from inquiry where inquiry_id = '" + old + "'"))
                .isNull();
        assertThat(value("select role from audit where action = 'inquiry.forget' and object_id = '" + old + "'"))
                .isEqualTo("SYSTEM");
        read(younger).then().body("$", hasKey("email"));
        read(open).then().body("$", hasKey("email"));
    }

    @Test
    void theDatabaseKeepsTheOrderOfStepsAndWhatWasSaid() {
        UUID id = taken(someone());
        act(id, "contacts", 2, Map.of("channel", "ONLINE", "note", "そのまま"))
                .then()
                .statusCode(201);
        for (String attack : List.of(
                "update inquiry set state = 'NEW', version = 3 where inquiry_id = '" + id + "'",
                "update inquiry set version = 5 where inquiry_id = '" + id + "'",
                "update inquiry set state = 'CLOSED', closing_reason = 'SPAM', closed_at = now() where inquiry_id = '"
                        + id + "'",
                "update inquiry set email = null where inquiry_id = '" + id + "'",
                "update inquiry set due_at = now() where inquiry_id = '" + id + "'",
                "update inquiry_contact set note = '別の話' where inquiry_id = '" + id + "'")) {
            assertThatThrownBy(() -> change(attack)).as(attack).isInstanceOf(IllegalStateException.class);
        }
    }

    private MimeMessage mail(String address) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !outside.mails(address).isEmpty());
        assertThat(outside.mails(address)).hasSize(1);
        return outside.mails(address).getFirst();
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return mail.getContent() instanceof String text ? text : GreenMailUtil.getBody(mail);
    }
}
