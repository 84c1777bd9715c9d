package jp.enishi.web;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StubServices.class)
class PagesTest {
    private static final Path SHOWN = Path.of("target/pages");
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    @BeforeEach
    void clean() {
        StubServices.reset();
    }

    static Stream<Arguments> pages() {
        String id = StubServices.CASE;
        return Stream.of(
                        "anonymous /",
                        "anonymous /listings",
                        "anonymous /listings/" + id,
                        "talent /talent/resume",
                        "talent /talent/profile",
                        "talent /talent/availability",
                        "talent /talent/wishes",
                        "talent /talent/sheet",
                        "talent /talent/inbox",
                        "talent /talent/cases",
                        "talent /settings/notifications",
                        "client /settings/notifications",
                        "coordinator /settings/notifications",
                        "auditor /settings/zone",
                        "auditor /orders",
                        "admin /admin",
                        "client /client/cases",
                        "client /client/cases/" + id,
                        "client /client/company",
                        "coordinator /coordinator/companies",
                        "coordinator /coordinator/companies/new",
                        "coordinator /coordinator/companies/" + StubServices.COMPANY,
                        "coordinator /coordinator/cases",
                        "coordinator /coordinator/cases/new",
                        "coordinator /coordinator/cases/" + id,
                        "coordinator /coordinator/cases/" + id + "/requirements",
                        "coordinator /coordinator/cases/" + id + "/ranking",
                        "coordinator /coordinator/disclosures",
                        "coordinator /coordinator/disclosures?talent=" + StubServices.TALENT,
                        "coordinator /coordinator/talents",
                        "coordinator /coordinator/talents/" + StubServices.TALENT)
                .flatMap(page -> Stream.of("ja", "en").map(language -> {
                    String[] parts = page.split(" ");
                    return Arguments.of(parts[0], parts[1], language);
                }));
    }

    static Request as(String role) {
        var request = given().accept("text/html");
        return switch (role) {
            case "talent" -> request.oauth2(Tokens.talent(UUID.fromString("01980000-0000-7000-8000-000000000201")));
            case "client" -> request.oauth2(Tokens.client("01980000-0000-7000-8000-000000000501"));
            case "coordinator" -> request.oauth2(Tokens.coordinator());
            case "admin" -> request.oauth2(Tokens.admin(UUID.fromString("01980000-0000-7000-8000-000000000209")));
            case "auditor" -> request.oauth2(Tokens.auditor());
            default -> request;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "coordinator, /coordinator",
        "client, /client/cases",
        "talent, /talent",
        "auditor, /orders",
        "admin, /admin"
    })
    void whoSignsInOnTheFirstPageStartsWhereTheirWorkBegins(String role, String page) {
        assertThat(as("anonymous").get("/").asString()).contains("/login?to=%2Fstart");
        assertThat(as(role).get("/start").header("Location")).endsWith(page);
    }

    @Test
    void aCaseIsClosedOnlyByWhoConfirmsIt() {
        String page = "/coordinator/cases/" + StubServices.CASE;

        var unsure = post("coordinator", page, page + "/closing", Map.of("/closing/reason", "CANCELLED"));
        var sure = post(
                "coordinator",
                page,
                page + "/closing",
                Map.of("/closing/reason", "CANCELLED", "/closing/sure", "true"));

        assertThat(unsure.statusCode()).isEqualTo(422);
        assertThat(unsure.asString()).contains("id=\"f-closing-sure-fault\"");
        assertThat(sure.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("POST", "/cases/" + StubServices.CASE + "/closing"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageExistsInBothLanguages(String role, String path, String language) throws IOException {
        Response answer = as(role).queryParam("lang", language).get(path);
        String html = answer.asString();
        keep(role + path + "-" + language, html);

        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(html).contains("<html lang=\"" + language + "\">");
        assertThat(answer.header("Content-Language")).isEqualTo(language);
        assertThat(html).contains("hreflang=\"ja\"").contains("hreflang=\"en\"");
        assertThat(text(html)).doesNotContainPattern("\\b(label|hint|error|nav|feature|verdict)_\\w+");
        assertThat(html).doesNotContain(" style=").doesNotContain("<style").doesNotContain("NOT_FOUND");
        assertThat(answer.cookie("lang")).isEqualTo(language);
    }

    @Test
    void theClientNeverSeesANameOrACompanyOfATalent() {
        String html = as("client").get("/client/cases/" + StubServices.CASE).asString();

        assertThat(html).contains("T.Y.").contains("<mark>課題・ToDoの一元管理</mark>");
        assertThat(html)
                .doesNotContain("山田")
                .doesNotContain("Yamada")
                .doesNotContain("ひみつ")
                .doesNotContain("@example.com");
    }

    @Test
    void theRankedPeopleAreNarrowedAndThoseOneStepAwayAreListedApart() {
        String page = "/client/cases/" + StubServices.CASE;
        String html = as("client").get(page).asString();
        assertThat(text(html))
                .contains("条件に合うプロ人材：37名")
                .contains("リスク管理（12名）")
                .contains("最低単価が、この案件で支払える額を上回るため、ご辞退が見込まれます")
                .contains("あと一歩の方")
                .contains("最低単価130万円が、支払える上限110万円（稼働率100%換算）を20万円上回っています。")
                .contains("予算の上限を月額130万円（稼働率100%換算）まで上げる（差額30万円）。")
                .contains("「リスク管理」の3年以上の経験。");
        String english = as("client").queryParam("lang", "en").get(page).asString();
        assertThat(text(english))
                .contains("One step away")
                .contains("Available from 1 Feb 2027, 32 days after the latest date, 31 Dec 2026.");

        String narrowed = as("client")
                .queryParam("skill", "risk-management")
                .queryParam("q", "金融")
                .queryParam("sort", "rate")
                .get(page)
                .asString();
        assertThat(narrowed)
                .contains("<option value=\"risk-management\" selected>")
                .contains("<option value=\"rate\" selected>")
                .contains("value=\"金融\"");

        StubServices.answer("GET /matches/cases/" + StubServices.CASE, 422, """
            {"status": 422, "code": "validation-failed",
             "errors": [{"pointer": "/q", "code": "nothing-to-search", "args": {}}]}\
            """);
        Response odd = as("client").queryParam("q", "？？").get(page);
        assertThat(odd.statusCode()).isEqualTo(200);
        assertThat(text(odd.asString())).contains("検索できる言葉がありません。");
    }

    @Test
    void aSheetSpeaksTheLanguageItWasWrittenIn() {
        StubServices.answer("GET /talents/" + StubServices.TALENT + "/sheet", 200, """
            {"initials":"T.Y.","headline":"PMO for core systems","summary":"基幹システムの経験",
             "engagements":[{"title":"Renewal of a budget system","from":"2020-04","role":"pmo","industry":"it","tasks":"課題管理"}]}\
            """);

        String html = as("talent").get("/talent/sheet").asString();

        assertThat(html)
                .contains("<html lang=\"ja\">")
                .contains("<h2 lang=\"en\">PMO for core systems</h2>")
                .contains("lang=\"ja\">基幹システムの経験")
                .contains("<h4 lang=\"en\">Renewal of a budget system</h4>")
                .contains("lang=\"ja\">課題管理");
    }

    @Test
    void anonymousReadersAreLedToSignIn() {
        var answer = as("anonymous").get("/talent/resume");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/login?to=%2Ftalent%2Fresume");
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void pagesOfOtherRolesAreRefused(String role, String path) {
        var answer = as(role).get(path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.asString()).contains("<h1>このページを見る権限がありません</h1>");
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("talent", "/client/cases"),
                Arguments.of("talent", "/coordinator/cases"),
                Arguments.of("client", "/coordinator/cases"),
                Arguments.of("client", "/talent/resume"),
                Arguments.of("coordinator", "/client/cases"));
    }

    @Test
    void aClosedListingIsGoneAndShowsOthers() {
        var answer = as("anonymous").get("/listings/" + StubServices.CLOSED);

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.asString()).contains("この案件の募集は終了しました").contains("ECシステム開発のプロジェクト管理");
    }

    @Test
    void theFirstPageStandsWithoutTheListings() {
        StubServices.answer("GET /listings", 503, "");

        var answer = as("anonymous").get("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("ただいま案件を表示できません");
    }

    @Test
    void aServiceThatIsDownAndAnUnknownAddressHavePagesOfTheirOwn() {
        StubServices.answer("GET /cases", 503, "");

        assertThat(as("client").get("/client/cases").statusCode()).isEqualTo(503);
        assertThat(as("anonymous").queryParam("lang", "en").get("/nowhere").asString())
                .contains("Page not found");
        assertThat(as("anonymous").get("/listings/none").statusCode()).isEqualTo(404);
    }

    @Test
    void whatTheServiceRefusesStandsAtItsFieldAndNothingTypedIsLost() throws IOException {
        StubServices.answer("PUT /talents/" + StubServices.TALENT + "/resume", 422, """
            {"status":422,"code":"validation","errors":[{"pointer":"/skills/0/years","code":"out-of-range","args":{"min":0,"max":50}}]}\
            """);

        var answer = post(
                "talent", "/talent/resume", "/talent/resume", Map.of("/skills/0/years", "99", "/summary", "<b>強み</b>"));
        keep("talent/talent/resume-error", answer.asString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString())
                .contains("0〜50の範囲で入力してください。")
                .contains("href=\"#f-skills-0-years\"")
                .contains(">スキル 1 › 経験年数</a>")
                .contains("aria-labelledby=\"problems\" tabindex=\"-1\" autofocus>")
                .contains("<title>入力エラー：職務経歴 | Enishi</title>")
                .contains("id=\"f-skills-0-years-fault\"")
                .contains("value=\"99\"")
                .contains("&lt;b&gt;強み&lt;/b&gt;");
    }

    @Test
    void aSavedFormSendsVersionAndDocumentAndLeadsOn() throws IOException {
        var answer = post(
                "talent",
                "/talent/resume",
                "/talent/resume",
                Map.of("/skills/0/skill", "課題管理", "/skills/0/years", "９"));

        assertThat(answer.statusCode()).isEqualTo(303);
        var sent = StubServices.seen("PUT", "/talents/" + StubServices.TALENT + "/resume")
                .getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"7\"");
        assertThat(sent.header("Authorization")).startsWith("Bearer ");
        assertThat(sent.body()).contains("\"years\":9,").contains("\"skill\":\"issue-management\"");
    }

    @Test
    void amountsMayBeWrittenInTenThousands() throws IOException {
        assertThat(post("talent", "/talent/wishes", "/talent/wishes", Map.of("/rate/wish/amount", "95万"))
                        .statusCode())
                .isEqualTo(303);

        assertThat(StubServices.seen("PUT", "/talents/" + StubServices.TALENT + "/wishes")
                        .getFirst()
                        .body())
                .contains("\"wish\":{\"amount\":950000,\"currency\":\"JPY\"}");
    }

    @Test
    void rowsAreAddedAndRemovedByButtonsAlone() throws IOException {
        String added = post("talent", "/talent/resume", "/talent/resume", Map.of("_add", "/skills"))
                .asString();
        String removed = post("talent", "/talent/resume", "/talent/resume", Map.of("_remove", "/skills/0"))
                .asString();

        assertThat(added).contains("id=\"f-skills-2-skill\"").containsPattern("f-skills-2-skill\"[^>]*autofocus");
        assertThat(removed).doesNotContain("id=\"f-skills-1-skill\"").contains("value=\"進捗管理\"");
        assertThat(StubServices.seen("PUT", "/talents/" + StubServices.TALENT + "/resume"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/talent",
                "/talent/cases",
                "/talent/resume",
                "/talent/sheet",
                "/talent/data/enishi.json",
                "/talent/consents",
                "/party"
            })
    void aNewcomerIsLedToTheRegistration(String address) {
        StubServices.answer("GET /talents/me", 404, "{\"status\":404,\"code\":\"not-found\"}");
        StubServices.answer("GET /parties/mine", 404, "{\"status\":404,\"code\":\"not-found\"}");

        var answer = as("talent").get(address);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/talent/registration");
    }

    /** The stub's engagement takes all of the months from December 2026 to May 2027. */
    @Test
    void theCalendarShowsWhatIsAgreedAndWhatIsFree() {
        assertThat(as("talent").get("/talent/availability").asString()).contains("稼働カレンダー", "契約中 100%");
        assertThat(as("talent").get("/talent/availability?lang=en").asString()).contains("Calendar", "Engaged 100%");
    }

    @Test
    void withoutTheContractsTheFormIsThereAllTheSame() {
        StubServices.answer("GET /engagements", 503, "{\"status\":503,\"code\":\"unavailable\"}");

        assertThat(as("talent").get("/talent/availability").asString())
                .contains("name=\"/from\"")
                .doesNotContain("稼働カレンダー");
    }

    @Test
    void somebodyElsesChangeIsShownAndTheInputKept() throws IOException {
        StubServices.answer(
                "PUT /talents/" + StubServices.TALENT + "/availability",
                412,
                "{\"status\":412,\"code\":\"stale-version\"}");

        var answer = post(
                "talent",
                "/talent/availability",
                "/talent/availability",
                Map.of("/from", "2027-01-04", "_version", "3"));

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.asString())
                .contains("ほかの人が内容を変更しました")
                .contains("value=\"2027-01-04\"")
                .contains(">2027年1月4日</td>", ">2026年12月1日</td>")
                .contains("name=\"_version\" value=\"7\"");
    }

    @Test
    void aSecondClickOnSaveIsASuccessToo() throws IOException {
        StubServices.answer(
                "PUT /talents/" + StubServices.TALENT + "/availability",
                412,
                "{\"status\":412,\"code\":\"stale-version\"}");

        assertThat(post("talent", "/talent/availability", "/talent/availability", Map.of())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void aFormKeepsItsKeyWhenTheOutcomeIsUnknown() throws IOException {
        StubServices.answer("POST /cases", 503, "");
        String path = "/coordinator/cases/new";

        var answer =
                post("coordinator", path, path, Map.of("_key", "the-key-of-this-form", "/requirements/title/ja", "案件"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.asString()).contains("value=\"the-key-of-this-form\"").contains("value=\"案件\"");
        assertThat(StubServices.seen("POST", "/cases").getFirst().header("Idempotency-Key"))
                .isEqualTo("the-key-of-this-form");
    }

    @Test
    void aRuleOfTheServiceIsSaidInTheReadersLanguage() throws IOException {
        StubServices.answer(
                "POST /cases/" + StubServices.CASE + "/publication",
                409,
                "{\"status\":409,\"code\":\"case-incomplete\",\"args\":{\"missing\":[\"/requirements/budget/lower\",\"/requirements/positions\"]},\"errors\":[]}");
        String view = "/coordinator/cases/" + StubServices.CASE;

        var answer = post("coordinator", view, view + "/publication", Map.of("/closesOn", "2026-12-20"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString()).contains("足りない項目があります：予算 › 下限、ポジション").contains("value=\"2026-12-20\"");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var answer = as("talent").formParam("/from", "2026-12-01").post("/talent/availability");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("まだ送信されていません").contains("value=\"2026-12-01\"");
        assertThat(StubServices.seen("PUT", "/talents/" + StubServices.TALENT + "/availability"))
                .isEmpty();
    }

    @Test
    void assetsAreKeptForEverUnderTheirFingerprint() {
        String address =
                as("anonymous").get("/").asString().replaceFirst("(?s).*href=\"(/assets/[^\"]+app.css)\".*", "$1");

        assertThat(as("anonymous").get(address).header("Cache-Control")).contains("immutable");
        assertThat(as("anonymous").get("/assets/other/app.css").header("Cache-Control"))
                .isEqualTo("no-cache");
        assertThat(as("anonymous").get("/assets/x/application.properties").statusCode())
                .isEqualTo(404);
    }

    /** Opens a page, fills in its form and sends it, as a browser does. */
    static Response post(String role, String page, String action, Map<String, String> typed) {
        Response shown = as(role).get(page);
        String html = shown.asString();
        int start = html.indexOf("action=\"" + action + "\"");
        assertThat(start).as("form to " + action).isPositive();
        String form = html.substring(start, html.indexOf("</form>", start));
        var fields = new LinkedHashMap<String, Object>();
        var input = Pattern.compile("<input[^>]*?name=\"([^\"]*)\"[^>]*>").matcher(form);
        while (input.find()) {
            boolean box =
                    input.group().contains("type=\"checkbox\"") || input.group().contains("type=\"radio\"");
            var value = Pattern.compile("value=\"([^\"]*)\"").matcher(input.group());
            if (value.find() && (!box || input.group().contains(" checked"))) {
                fields.put(input.group(1), value.group(1));
            }
        }
        var area = Pattern.compile("(?s)<textarea[^>]*?name=\"([^\"]*)\"[^>]*>(.*?)</textarea>")
                .matcher(form);
        while (area.find()) {
            fields.put(area.group(1), area.group(2));
        }
        var select = Pattern.compile("(?s)<select[^>]*?name=\"([^\"]*)\"[^>]*>(.*?)</select>")
                .matcher(form);
        while (select.find()) {
            var chosen = Pattern.compile("value=\"([^\"]*)\" selected").matcher(select.group(2));
            fields.put(select.group(1), chosen.find() ? chosen.group(1) : "");
        }
        fields.putAll(typed);
        return as(role).cookies(shown.cookies())
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .post(action);
    }

    static String text(String html) {
        return TAGS.matcher(html).replaceAll(" ");
    }

    static void keep(String name, String html) throws IOException {
        Files.createDirectories(SHOWN);
        Files.writeString(SHOWN.resolve(name.replace('/', '_') + ".html"), html);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/teams", "/comparison"})
    void aClientWhoLooksAtPeopleIsToldWhatComesNext(String page) {
        String address = "/client/cases/" + StubServices.CASE;

        assertThat(as("client").queryParam("lang", "ja").get(address + page).asString())
                .contains("会いたい方がいれば担当にお知らせください")
                .contains("href=\"" + address + "/proposals\"");
    }

    @Test
    void theCaseLeadsAClientOnAndACoordinatorBack() {
        String client = "/client/cases/" + StubServices.CASE;
        String coordinator = "/coordinator/cases/" + StubServices.CASE;

        assertThat(text(as("client").queryParam("lang", "ja").get(client).asString()))
                .containsPattern("← +自社の案件");
        assertThat(as("client").get(client).asString()).contains("href=\"" + client + "/pipeline\"");
        assertThat(as("coordinator")
                        .queryParam("lang", "ja")
                        .get(coordinator + "/ranking")
                        .asString())
                .contains("案件に戻る")
                .doesNotContain("担当にお知らせください")
                .doesNotContain(client + "/proposals");
    }

    @Test
    void whatIsMissingInAProfileIsNamed() {
        assertThat(as("talent").queryParam("lang", "ja").get("/talent").asString())
                .contains("href=\"/talent/wishes#f-industries\"", "プロフィールを入力する</a>");
        StubServices.answer("GET /matches/talents/" + StubServices.TALENT, 200, "{\"items\":[]}");
        assertThat(as("talent").queryParam("lang", "ja").get("/talent/cases").asString())
                .contains("すべて入力すると、合う案件がここに表示されます")
                .doesNotContain("いま合う案件はありません", "マッチングの対象になります");
    }

    @ParameterizedTest
    @CsvSource({
        "talent, NEW_CASE SAVED_SEARCH MEETING_WANTED, PROPOSAL INQUIRY",
        "client, PROPOSAL SAVED_SEARCH, NEW_CASE FITTING_CASE INQUIRY MEETING_WANTED",
        "coordinator, PROPOSAL INQUIRY, NEW_CASE FITTING_CASE SAVED_SEARCH"
    })
    void whoseMailIsNeverSentIsNotAsked(String role, String asked, String others) {
        String page = "/settings/notifications";
        String html = as(role).get(page).asString();

        assertThat(asked.split(" ")).allSatisfy(kind -> assertThat(html).contains("id=\"f-mail-" + kind + "\""));
        assertThat(others.split(" ")).allSatisfy(kind -> assertThat(html).doesNotContain("id=\"f-mail-" + kind + "\""));
        // What is not asked stays as it is.
        assertThat(html.contains("<input type=\"hidden\" name=\"/mail/INQUIRY\" value=\"true\">"))
                .isEqualTo(!role.equals("coordinator"));
    }

    @Test
    void theZonesInWhichMostReadersLiveComeFirst() {
        assertThat(as("talent")
                        .queryParam("lang", "ja")
                        .get("/settings/notifications")
                        .asString())
                .containsPattern(
                        "(?s)<optgroup label=\"よく使うタイムゾーン\"><option value=\"Asia/Tokyo\">日本(標準)?時間（Asia/Tokyo）");
    }

    @Test
    void aSearchThatFindsNoCaseSaysSoAndIsClearedOnce() {
        StubServices.answer("GET /listings", 200, "{\"items\":[],\"total\":0,\"facets\":[]}");

        assertThat(as("anonymous")
                        .queryParam("lang", "ja")
                        .queryParam("q", "zzz")
                        .get("/listings")
                        .asString())
                .contains("該当する案件：0件")
                .containsOnlyOnce("条件をすべて外す");
    }
}
