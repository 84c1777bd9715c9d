package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.post;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The coordinator's inquiries, from taking one to a client or its end. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class CoordinatorInquiriesTest {
    private static final String INQUIRY = "01980000-0000-7000-8000-000000000701";
    private static final String PAGE = "/coordinator/inquiries/" + INQUIRY;

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /inquiries", 200, StubServices.read("inquiries"));
        StubServices.answer("GET /inquiries/" + INQUIRY, 200, StubServices.read("inquiry"));
        for (String step : new String[] {"assignment", "contacts", "qualification", "closing"}) {
            StubServices.answer("POST /inquiries/" + INQUIRY + "/" + step, 200, "{}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/coordinator/inquiries, ja",
        "/coordinator/inquiries, en",
        PAGE + ", ja",
        PAGE + ", en",
        PAGE + "/contacts, ja",
        PAGE + "/qualification, en",
        PAGE + "/closing, ja"
    })
    void everyPageExistsInBothLanguages(String path, String language) throws IOException {
        var answer = as("coordinator").queryParam("lang", language).get(path);
        keep("coordinator" + path + "-" + language, answer.asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("<html lang=\"" + language + "\">");
        assertThat(text(answer.asString()))
                .doesNotContainPattern("\\b(label|lead|sure|option|hint|error|inquiry|nav)_\\w+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"talent", "client"})
    void othersAreRefused(String role) {
        assertThat(as(role).get("/coordinator/inquiries").statusCode()).isEqualTo(403);
        assertThat(as(role).get(PAGE).statusCode()).isEqualTo(403);
        assertThat(as(role).get(PAGE + "/closing").statusCode()).isEqualTo(403);
    }

    @Test
    void theListSaysWhatIsLateAndWhoHasIt() {
        String html = as("coordinator").get("/coordinator/inquiries").asString();

        assertThat(html)
                .containsPattern("<span class=\"tag bad\">期限超過 期限：2020年11月30日 18:00</span>")
                .contains("<span class=\"tag\">自分</span>")
                .contains("href=\"/coordinator/inquiries?state=TAKEN\"");
    }

    @Test
    void anotherOnesInquiryIsTakenByAButtonInItsVersion() {
        StubServices.answer(
                "GET /inquiries/" + INQUIRY,
                200,
                StubServices.read("inquiry")
                        .replace("00000000-0000-4000-8000-00000000c001", "01980000-0000-7000-8000-000000000902"));

        var answer = post("coordinator", PAGE, PAGE + "/assignment", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(PAGE + "?saved=taking");
        var sent = StubServices.seen("POST", "/inquiries/" + INQUIRY + "/assignment")
                .getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"2\"");
        assertThat(sent.header("Idempotency-Key")).isNotBlank();
    }

    @Test
    void theOwnInquiryIsNotTakenAgain() {
        assertThat(as("coordinator").get(PAGE).asString()).doesNotContain("担当する</button>");
    }

    @Test
    void itIsHandedOverToAColleagueWhoseNoteIsSigned() throws IOException {
        StubServices.answer(
                "GET /inquiries/" + INQUIRY,
                200,
                StubServices.read("inquiry")
                        .replace("01980000-0000-7000-8000-000000000901", "01980000-0000-7000-8000-000000000c02"));
        assertThat(text(as("coordinator").get(PAGE).asString()))
                .contains("ほかの担当者に引き継ぐ", "佐々木 恵")
                .containsPattern("13:00、高橋 誠");

        var answer = post(
                "coordinator",
                PAGE,
                PAGE + "/assignment",
                Map.of("/taking/assignee", "01980000-0000-7000-8000-000000000c01"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("POST", "/inquiries/" + INQUIRY + "/assignment")
                        .getFirst()
                        .body())
                .isEqualTo("{\"assignee\":\"01980000-0000-7000-8000-000000000c01\"}");
        StubServices.answer("GET /coordinators", 503, "{\"status\":503,\"code\":\"unavailable\"}");
        assertThat(as("coordinator").get(PAGE).statusCode()).isEqualTo(200);
    }

    @Test
    void aContactIsNoted() {
        var answer = post(
                "coordinator",
                PAGE + "/contacts",
                PAGE + "/contacts",
                Map.of("/contacting/channel", "PHONE", "/contacting/note", "要件を確認"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("POST", "/inquiries/" + INQUIRY + "/contacts")
                        .getFirst()
                        .body())
                .contains("\"channel\":\"PHONE\"")
                .contains("\"note\":\"要件を確認\"");
    }

    @Test
    void aClientIsRegisteredUnderTheNameOfTheInquiryAndAFaultStandsAtItsField() throws IOException {
        StubServices.answer("POST /inquiries/" + INQUIRY + "/qualification", 422, """
                {"status":422,"code":"validation","errors":[{"pointer":"/address/ja","code":"too-long","args":{"max":200}}]}""");

        var answer = post(
                "coordinator",
                PAGE + "/qualification",
                PAGE + "/qualification",
                Map.of("/qualifying/sure", "true", "/qualifying/address/ja", "東京都千代田区"));
        keep("coordinator/qualification-error", answer.asString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString())
                .contains("id=\"f-qualifying-address-ja-fault\"")
                .contains("value=\"株式会社あおぞら商事\"");
        assertThat(StubServices.seen("POST", "/inquiries/" + INQUIRY + "/qualification")
                        .getFirst()
                        .body())
                .contains("\"name\":{\"ja\":\"株式会社あおぞら商事\"}")
                .contains("\"contact\":\"hanako@example.com\"");
    }

    @Test
    void allThatIsMissingIsSaidAtOnceAndTheTickStays() {
        String page = PAGE + "/qualification";

        var unticked = post("coordinator", page, page, Map.of("/qualifying/name/ja", ""))
                .asString();
        var ticked = post("coordinator", page, page, Map.of("/qualifying/sure", "true"))
                .asString();

        assertThat(unticked)
                .contains("id=\"f-qualifying-name-ja-fault\"")
                .contains("id=\"f-qualifying-address-ja-fault\"")
                .contains("id=\"f-qualifying-sure-fault\"");
        assertThat(ticked)
                .contains("id=\"f-qualifying-address-ja-fault\"")
                .doesNotContain("id=\"f-qualifying-sure-fault\"")
                .containsPattern("name=\"/qualifying/sure\" value=\"true\" required checked");
        assertThat(StubServices.seen("POST", "/inquiries/" + INQUIRY + "/qualification"))
                .isEmpty();
    }

    @Test
    void itIsClosedWithAReasonThatIsConfirmed() {
        String closing = PAGE + "/closing";

        assertThat(post("coordinator", closing, closing, Map.of("/dismissal/reason", "NO_FIT"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(StubServices.seen("POST", "/inquiries/" + INQUIRY + "/closing"))
                .isEmpty();
        assertThat(post(
                                "coordinator",
                                closing,
                                closing,
                                Map.of("/dismissal/reason", "NO_FIT", "/dismissal/sure", "true"))
                        .header("Location"))
                .endsWith(PAGE + "?saved=dismissal");
    }

    @Test
    void somebodyElsesStepIsTold() {
        StubServices.answer(
                "POST /inquiries/" + INQUIRY + "/contacts", 412, "{\"status\":412,\"code\":\"version-stale\"}");

        var answer = post(
                "coordinator",
                PAGE + "/contacts",
                PAGE + "/contacts",
                Map.of("/contacting/channel", "MAIL", "/contacting/note", "返信済み"));

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.asString()).contains("対象の内容が変わりました").contains("返信済み</textarea>");
    }
}
