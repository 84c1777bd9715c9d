package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.post;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import jp.enishi.platform.test.rest.Response;
import jp.enishi.web.open.TermsOfUse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which terms of use people agree to is what their page showed, and they and coordinators see it on record. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class TermsPagesTest {
    private static final String REGISTRATION = "/talent/registration";
    private static final String INQUIRY = "/inquiry";
    private static final String AGREEING = "/talent/terms";
    private static final String AGREED = "/talents/" + StubServices.TALENT + "/terms";
    private static final String ASKED = "/inquiries/" + StubServices.id(701);
    private static final String BOX = "name=\"/agreement\" value=\"true\" required";

    private static final Map<String, String> PERSON = Map.of(
            "/profile/familyName", "合意",
            "/profile/givenName", "桜",
            "/profile/familyNameRomaji", "Goi",
            "/profile/givenNameRomaji", "Sakura",
            "/profile/email", "sakura@example.jp",
            "/agreement", "true");
    private static final Map<String, String> COMPANY = Map.of(
            "/company", "株式会社あおぞら商事",
            "/person", "合意 桜",
            "/email", "sakura@example.jp",
            "/text", "PMOを探しています。",
            "/agreement", "true");

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /talents/me", 404, "{\"status\":404,\"code\":\"not-found\"}");
        StubServices.answer("GET /inquiries/form", 200, "{\"formIssued\":\"sealed-time\"}");
        StubServices.answer("POST /inquiries", 202, "{\"reference\":\"K7M2PX90QD\"}");
        StubServices.answer("GET " + ASKED, 200, StubServices.read("inquiry"));
        StubServices.answer("GET /coordinators", 200, "[]");
    }

    private static void registered() {
        StubServices.answer("GET /talents/me", 200, StubServices.read("talent"));
    }

    private static void nothingOnRecord() {
        StubServices.answer("GET " + AGREED, 200, "{\"items\":[]}");
    }

    /** The terms are changed, as by a release; ends with the test. */
    private static void changed() {
        QuarkusMock.installMockForType(
                new TermsOfUse() {
                    @Override
                    public int version() {
                        return 2;
                    }

                    @Override
                    public String since() {
                        return "2027-04-01";
                    }
                },
                TermsOfUse.class);
    }

    private static Response sent(String page, String language, Map<String, String> more) {
        boolean inquiry = page.equals(INQUIRY);
        var fields = new HashMap<>(inquiry ? COMPANY : PERSON);
        fields.putAll(more);
        return post(inquiry ? "anonymous" : "talent", page + "?lang=" + language, page, fields);
    }

    private static JsonNode body(String path) throws IOException {
        var seen = StubServices.seen("POST", path);
        assertThat(seen).hasSize(1);
        return new ObjectMapper().readTree(seen.getFirst().body());
    }

    private static String service(String page) {
        return page.equals(INQUIRY) ? "/inquiries" : "/talents";
    }

    // What is agreed to in a form

    @ParameterizedTest
    @CsvSource({
        REGISTRATION + ", ja, 利用規約（第1版）",
        REGISTRATION + ", en, 'Terms of use, version 1'",
        INQUIRY + ", ja, 利用規約（第1版）",
        INQUIRY + ", en, 'Terms of use, version 1'"
    })
    void theFormNamesTheVersionAndSendsIt(String page, String language, String name) throws IOException {
        String html = as(page.equals(INQUIRY) ? "anonymous" : "talent")
                .queryParam("lang", language)
                .get(page)
                .asString();
        assertThat(html).contains("<input type=\"hidden\" name=\"/terms\" value=\"1\">");
        assertThat(text(html)).contains(name);

        assertThat(sent(page, language, Map.of()).statusCode()).isEqualTo(303);
        JsonNode body = body(service(page));
        assertThat(body.path("terms").isInt()).isTrue();
        assertThat(body.path("terms").asInt()).isEqualTo(1);
        assertThat(body.has("agreement")).isFalse();
    }

    /** They agreed to what they saw. */
    @ParameterizedTest
    @ValueSource(strings = {REGISTRATION, INQUIRY})
    void whoHadTheFormOpenWhileTheTermsChangedAgreedToWhatTheySaw(String page) throws IOException {
        changed();

        assertThat(sent(page, "ja", Map.of("/terms", "1")).statusCode()).isEqualTo(303);
        assertThat(body(service(page)).path("terms").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {REGISTRATION, INQUIRY})
    void aFormThatIsOpenedAfterTheChangeSaysSo(String page) throws IOException {
        changed();

        assertThat(sent(page, "en", Map.of()).statusCode()).isEqualTo(303);
        assertThat(body(service(page)).path("terms").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "2",
                "9999",
                "99999999999999999999",
                "abc",
                "",
                "1.0",
                "+1",
                "01",
                "１",
                " 1",
                "1\0",
                "1,1",
                "<script>alert(1)</script>"
            })
    void aVersionThatThereNeverWasIsRefusedAtTheBoxAndNothingIsLost(String carried) throws IOException {
        for (String page : new String[] {REGISTRATION, INQUIRY}) {
            for (String language : new String[] {"ja", "en"}) {
                Response answer = sent(page, language, Map.of("/terms", carried));
                String html = answer.asString();
                keep("terms-other-" + language + page, html);

                assertThat(answer.statusCode()).as(page).isEqualTo(422);
                assertThat(html)
                        .contains("<html lang=\"" + language + "\">")
                        .contains("id=\"f-agreement-fault\"")
                        .contains("href=\"#f-agreement\"")
                        .contains("aria-describedby=\"f-agreement-fault\"")
                        .contains("<input type=\"hidden\" name=\"/terms\" value=\"1\">")
                        .contains("value=\"sakura@example.jp\"")
                        .contains(BOX + " aria-invalid=\"true\"")
                        .doesNotContain(BOX + " checked")
                        .doesNotContain("<script>alert");
                assertThat(text(html))
                        .contains(
                                language.equals("ja")
                                        ? "現在の利用規約をお読みのうえ、もう一度チェックを入れてください"
                                        : "Please read the current terms and tick the box again");
            }
        }
        assertThat(StubServices.seen("POST", "/talents")).isEmpty();
        assertThat(StubServices.seen("POST", "/inquiries")).isEmpty();
    }

    /** A page that is shown again shows the terms that hold now, so a tick for the older ones can't stay in it. */
    @ParameterizedTest
    @CsvSource({REGISTRATION + ", /profile/email", INQUIRY + ", /email"})
    void whatIsShownAgainAfterTheTermsChangedAsksForTheNewOnes(String page, String wrong) {
        changed();

        String html = sent(page, "en", Map.of("/terms", "1", wrong, "")).asString();

        assertThat(html)
                .contains("<input type=\"hidden\" name=\"/terms\" value=\"2\">")
                .contains("id=\"f" + wrong.replace('/', '-') + "-fault\"")
                .contains("id=\"f-agreement-fault\"")
                .doesNotContain(BOX + " checked");
        assertThat(text(html)).contains("Terms of use, version 2");
    }

    @ParameterizedTest
    @CsvSource({REGISTRATION + ", /profile/email", INQUIRY + ", /email"})
    void whatIsShownAgainWithTheSameTermsKeepsTheTick(String page, String wrong) {
        String html = sent(page, "en", Map.of(wrong, "")).asString();

        assertThat(html)
                .contains("<input type=\"hidden\" name=\"/terms\" value=\"1\">")
                .contains(BOX + " checked")
                .doesNotContain("id=\"f-agreement-fault\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {REGISTRATION, INQUIRY})
    void withoutATickNothingIsAgreedTo(String page) {
        var fields = new HashMap<>(page.equals(INQUIRY) ? COMPANY : PERSON);
        fields.remove("/agreement");

        assertThat(post(page.equals(INQUIRY) ? "anonymous" : "talent", page, page, fields)
                        .statusCode())
                .isEqualTo(422);
        assertThat(StubServices.seen("POST", service(page))).isEmpty();
    }

    // What is on record

    @ParameterizedTest
    @CsvSource({
        "ja, 2026年12月1日 10:30に、利用規約（第1版）に同意しました",
        "en, 'You agreed to the terms of use, version 1, on 1 Dec 2026, 10:30 JST'"
    })
    void aTalentSeesWhatTheyAgreedToAndWhen(String language, String said) throws IOException {
        registered();
        String html = as("talent")
                .queryParam("lang", language)
                .get("/talent/consents")
                .asString();
        keep("consents-terms-" + language, html);

        assertThat(text(html)).contains(said);
        assertThat(html).contains("href=\"/terms\">").doesNotContain("href=\"/talent/terms\"");
        assertThat(text(html)).doesNotContainPattern("\\b(use|label|saved)_\\w+");
    }

    @ParameterizedTest
    @CsvSource({"ja, 利用規約への同意の記録はまだありません", "en, No agreement to the terms of use is on record yet"})
    void aTalentSeesThatNothingIsOnRecordAndAgrees(String language, String said) {
        registered();
        nothingOnRecord();
        String html = as("talent")
                .queryParam("lang", language)
                .get("/talent/consents")
                .asString();

        assertThat(text(html)).contains(said);
        assertThat(html).contains("href=\"/talent/terms\"");
    }

    @ParameterizedTest
    @CsvSource({
        "ja, 同意, 利用規約（第1版）, 利用規約の版の記録はありません",
        "en, Consent, 'Terms of use, version 1', No version of the terms of use is on record"
    })
    void aCoordinatorSeesTheVersionBesideTheConsent(String language, String consent, String version, String none)
            throws IOException {
        String page = "/coordinator/inquiries/" + StubServices.id(701);
        String without =
                as("coordinator").queryParam("lang", language).get(page).asString();
        StubServices.answer(
                "GET " + ASKED,
                200,
                StubServices.read("inquiry").replace("\"consentAt\"", "\"terms\":1,\"consentAt\""));
        String with = as("coordinator").queryParam("lang", language).get(page).asString();
        keep("inquiry-terms-" + language, with);

        assertThat(with).contains("<dt>" + consent + "</dt>").contains("<a href=\"/terms\">" + version + "</a>");
        assertThat(text(with)).doesNotContain(none);
        assertThat(text(without)).contains(none).doesNotContain(version);
    }

    // What is to be agreed to later

    @ParameterizedTest
    @CsvSource({"ja, 利用規約（第1版）, お読みのうえ", "en, 'Terms of use, version 1', Read them and say whether you agree"})
    void whoseAgreementIsNotOnRecordIsAskedAtHome(String language, String name, String what) throws IOException {
        registered();
        nothingOnRecord();
        String html = as("talent").queryParam("lang", language).get("/talent").asString();
        keep("home-terms-" + language, html);

        assertThat(html).contains("<a href=\"/talent/terms\">" + name + "</a>");
        assertThat(text(html)).contains(what).doesNotContainPattern("\\b(waiting|use)_\\w+");
        // the poll and the meeting wait before it
        assertThat(html.indexOf("/talent/terms")).isGreaterThan(html.indexOf("/meetings/" + StubServices.BOOKED));
    }

    @Test
    void whoAgreedIsNotAsked() {
        registered();
        assertThat(as("talent").get("/talent").asString()).doesNotContain("/talent/terms");
        // While web is being replaced, a newer one has asked already.
        StubServices.answer(
                "GET " + AGREED, 200, StubServices.read("agreed-terms").replace("\"terms\":1", "\"terms\":2"));
        assertThat(as("talent").get("/talent").asString()).doesNotContain("/talent/terms");
    }

    @ParameterizedTest
    @CsvSource({"ja, 利用規約（第2版）", "en, 'Terms of use, version 2'"})
    void whoAgreedToAnOlderVersionIsAskedForTheNewOne(String language, String name) {
        registered();
        changed();

        assertThat(as("talent").queryParam("lang", language).get("/talent").asString())
                .contains("<a href=\"/talent/terms\">" + name + "</a>");
        assertThat(as("talent").get("/talent/consents").asString()).contains("href=\"/talent/terms\"");
    }

    @Test
    void whatCannotBeAskedForIsSaidAndTheRestIsThere() {
        registered();
        StubServices.answer("GET " + AGREED, 503, "{\"status\":503,\"code\":\"unavailable\"}");

        var answer = as("talent").get("/talent");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("href=\"/meetings/" + StubServices.POLL + "\"")
                .contains("class=\"notice\" role=\"status\"")
                .doesNotContain("/talent/terms");
    }

    @ParameterizedTest
    @CsvSource({"ja, 第1版（2026年12月1日から）, 利用規約に同意しました。", "en, 'Version 1', You have agreed to the terms of use."})
    void aTalentAgrees(String language, String version, String done) throws IOException {
        registered();
        nothingOnRecord();
        String page = AGREEING + "?lang=" + language;
        String html = as("talent").get(page).asString();
        keep("agreeing-" + language, html);
        assertThat(text(html)).contains(version);
        assertThat(html).contains("<a href=\"/terms\" target=\"_blank\" rel=\"noopener\">");

        var answer = post("talent", page, AGREEING, Map.of("/agreeing/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/talent/consents?saved=agreeing");
        assertThat(body(AGREED)).hasToString("{\"terms\":1}");
        assertThat(StubServices.seen("POST", AGREED).getFirst().header("Idempotency-Key"))
                .isNotBlank();
        assertThat(text(as("talent")
                        .queryParam("lang", language)
                        .get("/talent/consents?saved=agreeing")
                        .asString()))
                .contains(done);
    }

    @Test
    void nobodyAgreesWithoutATickOrWithoutAFormOfOurs() {
        registered();
        var unticked = post("talent", AGREEING, AGREEING, Map.of());
        assertThat(unticked.statusCode()).isEqualTo(422);
        assertThat(unticked.asString()).contains("id=\"f-agreeing-sure-fault\"");

        var forged = post("talent", AGREEING, AGREEING, Map.of("/agreeing/sure", "true", "_csrf", "x.y"));
        assertThat(forged.statusCode()).isNotEqualTo(303);
        for (String role : new String[] {"client", "coordinator"}) {
            assertThat(as(role).get(AGREEING).statusCode()).isEqualTo(403);
        }
        assertThat(as("anonymous").get(AGREEING).header("Location")).contains("/login?to=");
        assertThat(StubServices.seen("POST", AGREED)).isEmpty();
    }

    @Test
    void whoHadThePageOpenWhileTheTermsChangedAgreedToWhatTheySaw() throws IOException {
        registered();
        changed();

        assertThat(post("talent", AGREEING, AGREEING, Map.of("/agreeing/terms", "1", "/agreeing/sure", "true"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(body(AGREED)).hasToString("{\"terms\":1}");
    }

    @ParameterizedTest
    @CsvSource({"-1, ja", "0, en", "2, ja", "abc, en", "'', ja", "99999999999999999999, en", "<script>, ja"})
    void aVersionThatThereNeverWasGivesThePageOfWhatHolds(String carried, String language) {
        registered();
        var answer = post(
                "talent",
                AGREEING + "?lang=" + language,
                AGREEING,
                Map.of("/agreeing/terms", carried, "/agreeing/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.asString())
                .contains("name=\"/agreeing/terms\" value=\"1\"")
                .doesNotContain("required checked")
                .doesNotContain("<script>,")
                .contains("role=\"alert\"");
        assertThat(text(answer.asString()))
                .contains(language.equals("ja") ? "現在の内容をご確認のうえ" : "Please look at how it is now");
        assertThat(StubServices.seen("POST", AGREED)).isEmpty();
    }

    @Test
    void whoIsNotRegisteredRegistersFirst() {
        var answer = as("talent").get(AGREEING);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(REGISTRATION);
    }

    @Test
    void thePageOfTheTermsSaysItsVersion() {
        changed();
        assertThat(text(as("anonymous").queryParam("lang", "en").get("/terms").asString()))
                .contains("Version 2")
                .contains("2027");
    }
}
