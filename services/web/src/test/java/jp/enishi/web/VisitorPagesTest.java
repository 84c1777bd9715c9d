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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What companies without an account find: the first question and the rate guidance. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class VisitorPagesTest {
    private static final Map<String, String> ASKED = Map.of(
            "/company", "株式会社あおぞら商事",
            "/person", "佐藤 花子",
            "/email", "hanako@example.com",
            "/text", "PMOを探しています。",
            "/agreement", "true");

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /inquiries/form", 200, "{\"formIssued\":\"sealed-time\"}");
        StubServices.answer("POST /inquiries", 202, "{\"reference\":\"K7M2PX90QD\"}");
        StubServices.answer("GET /rates", 200, StubServices.read("rates"));
    }

    @ParameterizedTest
    @CsvSource({
        "/inquiry, ja",
        "/inquiry, en",
        "/privacy, ja",
        "/privacy, en",
        "/terms, ja",
        "/terms, en",
        "/rates, ja",
        "/rates, en",
        "/inquiry/thanks?reference=K7M2PX90QD, ja",
        "/inquiry/thanks?reference=K7M2PX90QD, en"
    })
    void everyPageExistsInBothLanguages(String path, String language) throws IOException {
        var answer = as("anonymous").queryParam("lang", language).get(path);
        keep("visitor" + path.replaceAll("[?=]", "_") + "-" + language, answer.asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("<html lang=\"" + language + "\">");
        assertThat(text(answer.asString()))
                .doesNotContainPattern("\\b(label|hint|error|rates|inquiry|privacy|use)_\\w+");
    }

    /** Who is bound, what it costs, how it ends, which court: in both languages as many clauses, linked where one agrees. */
    @ParameterizedTest
    @CsvSource({
        "ja, 利用規約と個人情報の取り扱いに同意します, 第1版（2026年12月1日から）, 職業紹介ではありません, 60日以内, 東京地方裁判所",
        "en, I agree to the terms of use, Version 1, not a job placement service, 60 days, Tokyo District Court"
    })
    void whatOneAgreesToIsReadBefore(
            String language, String agreed, String version, String kind, String payment, String court) {
        String terms =
                as("anonymous").queryParam("lang", language).get("/terms").asString();

        assertThat(text(terms)).contains(version, kind, payment, court);
        assertThat(terms.split("<li id=\"clause-", -1)).hasSize(14);
        assertThat(terms).contains("href=\"/privacy\"");
        assertThat(as("anonymous").queryParam("lang", language).get("/inquiry").asString())
                .contains(agreed, "<a href=\"/terms\" target=\"_blank\"");
        StubServices.answer("GET /talents/me", 404, "{\"status\":404,\"code\":\"not-found\"}");
        assertThat(as("talent")
                        .queryParam("lang", language)
                        .get("/talent/registration")
                        .asString())
                .contains(agreed, "<a href=\"/terms\" target=\"_blank\"");
        assertThat(as("anonymous").queryParam("lang", language).get("/").asString())
                .contains("<a href=\"/terms\">");
    }

    @Test
    void anInquiryIsSentInTheLanguageOfTheReaderAndThankedForWithItsReference() {
        var answer = post("anonymous", "/inquiry?lang=en", "/inquiry", ASKED);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/inquiry/thanks?reference=K7M2PX90QD");
        var sent = StubServices.seen("POST", "/inquiries").getFirst();
        assertThat(sent.header("Idempotency-Key")).isNotBlank();
        assertThat(sent.body())
                .contains("\"company\":\"株式会社あおぞら商事\"")
                .contains("\"formIssued\":\"sealed-time\"")
                .contains("\"consent\":true")
                .contains("\"website\":\"\"")
                .contains("\"language\":\"en\"");
    }

    @Test
    void whatIsWrongStandsAtItsField() throws IOException {
        StubServices.answer("POST /inquiries", 422, """
            {"status":422,"code":"validation","errors":[{"pointer":"/email","code":"email-invalid"}]}\
            """);

        var answer = post(
                "anonymous",
                "/inquiry",
                "/inquiry",
                Map.of(
                        "/company", "株式会社あおぞら商事",
                        "/person", "青空 花子",
                        "/email", "hanako",
                        "/text", "PMOを探しています。",
                        "/agreement", "true"));
        keep("visitor/inquiry-error", answer.asString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("id=\"f-email-fault\"").contains("PMOを探しています。</textarea>");
    }

    /** Its own address, which the gateway doesn't count as an inquiry, never leads to one, whatever is sent there and by whom. */
    @Test
    void theOtherLanguageIsShownAtAnAddressThatSendsNothingOn() {
        assertThat(as("anonymous").get("/inquiry").asString())
                .contains("formaction=\"/inquiry/language?lang=en\"")
                .contains("action=\"/inquiry\"");
        var whole = new HashMap<>(ASKED);
        whole.put("/formIssued", "sealed-time");
        whole.put("/terms", "1");
        var switching = new HashMap<>(whole);
        switching.put("_add", "");
        for (String reader : List.of("anonymous", "talent")) {
            for (var fields : List.of(switching, whole, Map.of("/text", "PMOを探しています。"))) {
                var answer = as(reader)
                        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                        .formParam("_csrf", token(as(reader).get("/inquiry").asString()))
                        .formParams(fields)
                        .post("/inquiry/language?lang=en");

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.asString())
                        .contains("<html lang=\"en\">", "PMOを探しています。</textarea>", "value=\"sealed-time\"")
                        .contains("formaction=\"/inquiry/language?lang=ja\"", "action=\"/inquiry\"")
                        .doesNotContain("id=\"f-agreement-fault\"");
            }
        }
        assertThat(StubServices.seen("POST", "/inquiries")).isEmpty();
        assertThat(as("anonymous").get("/inquiry/language?lang=en").header("Location"))
                .endsWith("/inquiry?lang=en");
    }

    private static String token(String html) {
        return html.replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void nothingIsSentWithoutConsent() {
        var answer = post("anonymous", "/inquiry", "/inquiry", Map.of("/text", "PMOを探しています。"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString())
                .contains("href=\"#f-agreement\"")
                .contains("id=\"f-agreement-fault\"")
                // What else is missing is said at once.
                .contains("id=\"f-company-fault\"")
                .contains("id=\"f-person-fault\"")
                .contains("id=\"f-email-fault\"")
                .doesNotContain("id=\"f-text-fault\"")
                .contains("PMOを探しています。</textarea>");
        assertThat(StubServices.seen("POST", "/inquiries")).isEmpty();
    }

    @Test
    void whatIsNoAddressOrNumberIsToldTogetherWithWhatIsMissing() {
        for (var consent : List.of(Map.<String, String>of(), Map.of("/agreement", "true"))) {
            var fields = new HashMap<>(Map.of("/email", "hanako@", "/phone", "電話なし"));
            fields.putAll(consent);
            var answer = post("anonymous", "/inquiry", "/inquiry", fields);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.asString())
                    .contains("id=\"f-company-fault\"")
                    .contains("id=\"f-email-fault\"")
                    .contains("id=\"f-phone-fault\"");
        }
        var fields = new HashMap<>(ASKED);
        fields.remove("/agreement");
        fields.put("/email", "ｈａｎａｋｏ＠example.com");
        fields.put("/phone", "０３－１２３４－５６７８");
        assertThat(post("anonymous", "/inquiry", "/inquiry", fields).asString())
                .contains("id=\"f-agreement-fault\"")
                .doesNotContain("id=\"f-email-fault\"")
                .doesNotContain("id=\"f-phone-fault\"");
        assertThat(StubServices.seen("POST", "/inquiries")).isEmpty();
    }

    @Test
    void aFormThatGrewOldIsHandedOutAgainWithAllThatWasTyped() {
        var shown = as("anonymous").get("/inquiry");
        assertThat(shown.asString()).contains("value=\"sealed-time\"");
        StubServices.answer("POST /inquiries", 422, """
            {"status":422,"code":"validation","errors":[{"pointer":"/formIssued","code":"form-expired"}]}\
            """);
        StubServices.answer("GET /inquiries/form", 200, "{\"formIssued\":\"a-new-time\"}");

        var answer = post("anonymous", "/inquiry", "/inquiry", ASKED).asString();

        assertThat(answer)
                .contains("name=\"/formIssued\" value=\"a-new-time\"")
                .contains("フォームを開いてから時間が経ちました")
                .contains("value=\"株式会社あおぞら商事\"");
    }

    @Test
    void theTrapIsOutOfSightOutOfTheOrderAndOutOfTheSpeech() {
        assertThat(as("anonymous").get("/inquiry").asString())
                .containsPattern("<div class=\"trap\" aria-hidden=\"true\">.*name=\"/website\" tabindex=\"-1\""
                        + " autocomplete=\"off\"");
    }

    @Test
    void whatFillsTheTrapIsSentOnForTheServiceToJudge() {
        var trapped = new HashMap<>(ASKED);
        trapped.put("/website", "https://spam.example");

        post("anonymous", "/inquiry", "/inquiry", trapped);

        assertThat(StubServices.seen("POST", "/inquiries").getFirst().body())
                .contains("\"website\":\"https://spam.example\"");
    }

    @Test
    void aReferenceThatIsNoneIsNotRepeated() {
        assertThat(as("anonymous").get("/inquiry/thanks?reference=<script>").asString())
                .doesNotContain("&lt;script")
                .contains("お問い合わせを受け付けました");
    }

    @Test
    void ratesAreATableWithRangesAndWhatTheyRestOn() {
        String html = as("anonymous").get("/rates").asString();

        assertThat(html)
                .contains("75万円")
                .contains("85万円")
                .contains("98万円")
                .contains("42名")
                .contains("2026年11月28日 13:00 時点")
                .contains("aria-label=\"75万円から98万円まで\"");
    }

    /** One role at a time, so that the page is short; the others and all of them are one step away. */
    @Test
    void ratesShowOneRoleFirst() {
        String first = as("anonymous").get("/rates").asString();
        String all = as("anonymous").get("/rates?role=ALL").asString();
        String other = as("anonymous").get("/rates?role=PM&utilisation=FULL").asString();

        assertThat(first)
                .contains("42名", "<a href=\"/rates?role=PMO\" aria-current=\"page\">", "<a href=\"/rates?role=ALL\">")
                .doesNotContain("17名", ">5名");
        assertThat(all).contains("42名", "17名", ">5名", "<a href=\"/rates?role=ALL\" aria-current=\"page\">");
        assertThat(other)
                .contains("17名", "href=\"/rates?role=PMO&amp;utilisation=FULL\"")
                .doesNotContain("42名");
        assertThat(as("anonymous")
                        .queryParam("role", "\"><script>alert(1)</script>")
                        .get("/rates")
                        .asString())
                .doesNotContain("<script>alert");
    }

    @Test
    void ratesAreFilteredAndAnEmptyFilterSaysSo() {
        StubServices.answer("GET /rates", 200, "{\"asOf\":\"2026-11-28T04:00:00Z\",\"groups\":[]}");

        assertThat(as("anonymous")
                        .get("/rates?role=PMO&utilisation=PART&workplace=REMOTE")
                        .asString())
                .contains("条件に合う区分はありません。")
                .contains("value=\"PART\" selected");
        assertThat(as("anonymous").get("/rates").asString()).contains("まだ十分な人数のデータがありません。");
    }

    /** Behind a button on narrow screens, without a script. */
    @ParameterizedTest
    @CsvSource({"ja, メニュー, 人材を探す（企業の方）", "en, Menu, Find people for your project"})
    void theMenuOpensWithoutAScriptAndBothAudiencesBeginAtOnce(String language, String menu, String client) {
        String html = as("anonymous").queryParam("lang", language).get("/").asString();

        assertThat(html)
                .contains("popovertarget=\"navigation\">" + menu + "</button>")
                .containsPattern("<nav id=\"navigation\" aria-label=\"[^\"]+\" popover>");
        assertThat(html.indexOf("<a class=\"button\" href=\"/inquiry\">" + client))
                .isPositive()
                .isLessThan(html.indexOf("<a class=\"button\" href=\"/listings\">"));
        assertThat(as("client").queryParam("lang", language).get("/").asString())
                .doesNotContain(client);
    }

    @Test
    void theFirstPageLeadsToBoth() {
        assertThat(as("anonymous").get("/").asString())
                .contains("href=\"/inquiry\"")
                .contains("href=\"/rates\"");
    }
}
