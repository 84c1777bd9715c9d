package jp.enishi.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.enishi.local.Await;
import jp.enishi.pages.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The first path as people walk it, in a browser on real parts: somebody registers and fills in a résumé, a coordinator
 * publishes a case, the talent is told without reloading and by mail, the client sees that talent ranked and explained, and
 * neither sees what is not theirs.
 */
@ExtendWith(WholeSystem.Early.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class FirstPathTest {
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String MAIL =
            "hanako.shirakawa." + UUID.randomUUID().toString().substring(0, 8) + "@talent.example";

    private static WholeSystem system;
    private static People people;
    private static BrowserContext talent;
    private static final String CASE_TITLE =
            "PMO｜会員基盤刷新の推進支援 " + UUID.randomUUID().toString().substring(0, 6);
    /** Milliseconds within which a talent is told. */
    private static final long PROMISED = 2_000;

    private static final String TASKS = "課題管理、進捗管理、会議体の運営、報告資料の作成。";
    /** What would tell who the talent is. */
    private static final List<String> CANARIES = List.of("白川", "花子", "Shirakawa", "Hanako", "月光データ", MAIL);

    private static String caseAddress;

    @BeforeAll
    static void start(WholeSystem whole) {
        system = whole;
        people = new People(system.url(""));
    }

    @AfterAll
    static void stop() {
        if (people != null) {
            people.close();
        }
    }

    @Test
    @Order(1)
    void somebodyRegistersAndFillsInTheResume() throws Exception {
        talent = people.visitor("ja-JP");
        Page page = talent.newPage();
        page.navigate(system.url("/login?register=1&to=/talent/registration"));
        shot(page, "keycloak-registration");
        page.locator("input[name=email]").fill(MAIL);
        page.locator("input[name=lastName]").fill("白川");
        page.locator("input[name=firstName]").fill("花子");
        fillIfThere(page, "input[name=password]", People.PASSWORD);
        fillIfThere(page, "input[name=password-confirm]", People.PASSWORD);
        People.submit(page);
        page.navigate(verificationLink());
        continueKeycloak(page);
        if (!page.url().contains("/talent/registration")) {
            page.navigate(system.url("/login?to=/talent/registration"));
        }
        shot(page, "talent-registration");
        page.locator("[name='/profile/familyName']").fill("白川");
        page.locator("[name='/profile/givenName']").fill("花子");
        page.locator("[name='/profile/familyNameRomaji']").fill("Shirakawa");
        page.locator("[name='/profile/givenNameRomaji']").fill("Hanako");
        page.locator("[name='/profile/email']").fill("not an address");
        page.locator("[name='/agreement']").check();
        save(page);
        assertThat(page.locator("[name='/profile/email']")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("[name='/profile/familyName']")).hasValue("白川");
        shot(page, "talent-registration-error");
        page.locator("[name='/profile/email']").fill(MAIL);
        save(page);

        page.navigate(system.url("/talent/resume"));
        page.locator("[name='/summary']").fill("金融と小売で、PMOとして課題管理と進捗管理を担当してきました。");
        row(page, "/roles", 0);
        page.locator("[name='/roles/0/role']").selectOption("PMO");
        page.locator("[name='/roles/0/years']").fill("6");
        skill(page, 0, "課題管理", "6");
        skill(page, 1, "進捗管理", "6");
        skill(page, 2, "資料作成", "4");
        skill(page, 3, "Snowflake", "4");
        row(page, "/engagements", 0);
        page.locator("[name='/engagements/0/project']").fill("会員基盤の統合");
        page.locator("[name='/engagements/0/company']").fill("株式会社月光データ");
        page.locator("[name='/engagements/0/from']").fill("2021-04");
        page.locator("[name='/engagements/0/role']").selectOption("PMO");
        page.locator("[name='/engagements/0/industry']").selectOption("RETAIL");
        page.locator("[name='/engagements/0/teamSize']").fill("24");
        page.locator("[name='/engagements/0/skills']").fill("課題管理、進捗管理、資料作成、Snowflake");
        page.locator("[name='/engagements/0/tasks']")
                .fill("月光データにて、6チームの進捗管理と課題管理を担当し、経営会議向けの資料作成を行った。分析基盤にはSnowflakeを用いた。");
        row(page, "/languages", 0);
        page.locator("[name='/languages/0/language']").selectOption("ja");
        page.locator("[name='/languages/0/level']").selectOption("NATIVE");
        save(page);
        shot(page, "talent-resume");

        page.navigate(system.url("/talent/availability"));
        page.locator("[name='/from']").fill(LocalDate.now().plusDays(7).toString());
        page.locator("[name='/utilisation/minimum']").fill("50");
        page.locator("[name='/utilisation/maximum']").fill("100");
        save(page);
        page.navigate(system.url("/talent/wishes"));
        page.locator("[name='/rate/minimum/amount']").fill("75万");
        page.locator("[name='/rate/wish/amount']").fill("850,000");
        page.locator("[name='/workplaces'][value=HYBRID]").check();
        page.locator("[name='/workplaces'][value=REMOTE]").check();
        page.locator("[name='/maximumOnSiteDays']").fill("3");
        page.locator("[name='/roles'][value=PMO]").check();
        save(page);

        page.navigate(system.url("/talent/sheet"));
        shot(page, "talent-sheet");
        assertThat(page.locator("main")).containsText("H.S.");
        assertThat(page.locator("main").innerText()).doesNotContain("白川", "花子", "月光データ", MAIL);
    }

    @Test
    @Order(2)
    void aCoordinatorPublishesACaseAndTheTalentIsToldAtOnce() throws Exception {
        Page inbox = talent.newPage();
        inbox.navigate(system.url("/talent/inbox"));
        inbox.waitForTimeout(1_000);

        BrowserContext coordinator = people.signedIn("coordinator@demo.example", "/coordinator/cases", "ja-JP");
        Page page = coordinator.pages().getFirst();
        shot(page, "coordinator-cases");
        caseAddress = draft(page, CASE_TITLE);
        long told = publish(page, CASE_TITLE, inbox);
        shot(inbox, "talent-inbox");

        JsonNode mail = Await.value("the mail about the case", Duration.ofSeconds(10), () -> {
            for (JsonNode each : Api.parse(get(system.mailUrl() + "/api/mails?to=" + MAIL))) {
                if (each.path("subject").asText().contains(CASE_TITLE)) {
                    return each;
                }
            }
            return null;
        });
        // The six items of フリーランス法 art. 12, in both forms of the mail.
        for (String form : List.of("text", "html")) {
            assertThat(mail.path(form).asText())
                    .as(form)
                    .contains("みなと食品ホールディングス株式会社")
                    .containsPattern("募集者の住所[^東]*東京都港区芝浦")
                    .contains("it-partner@minato-foods.example")
                    .contains(TASKS)
                    .containsPattern("業務に従事する場所[^東]*東京都港区")
                    .containsPattern("報酬[^月]*月額[^80]*80万円.*95万円")
                    .contains("/listings/" + caseAddress.replaceAll(".*/", ""));
        }

        // A machine whose cores the fault tests hold may be late once; what is slow is late each time.
        for (int again = 2; told > PROMISED && again <= 3; again++) {
            String title = CASE_TITLE + " " + again;
            draft(page, title);
            told = Math.min(told, publish(page, title, inbox));
        }
        assertThat(told)
                .as("milliseconds from the publication to the open inbox")
                .isLessThanOrEqualTo(PROMISED);
    }

    /** Writes the case down as far as it can be published; answers its page. */
    private static String draft(Page page, String title) {
        page.navigate(system.url("/coordinator/cases/new"));
        page.locator("[name='/companyId']")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("みなと食品ホールディングス株式会社"));
        fillRequirements(page, title);
        shot(page, "coordinator-requirements");
        save(page);
        String address = page.url().replaceAll("\\?.*", "").replace("/requirements", "");
        page.navigate(address);
        shot(page, "coordinator-case");
        page.locator("[name='/closesOn']").fill(LocalDate.now().plusDays(30).toString());
        return address;
    }

    /** Milliseconds from the button to the message in the inbox that stands open. */
    private static long publish(Page page, String title, Page inbox) {
        long start = System.nanoTime();
        page.locator("form[action$='/publication'] button").last().click();
        assertThat(inbox.locator("#inbox .message").first())
                .containsText(
                        title,
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(10_000));
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Test
    @Order(3)
    void theClientSeesTheTalentRankedAndExplainedAndNeverTheirName() {
        BrowserContext client = people.signedIn("client@demo.example", "/client/cases", "ja-JP");
        Page page = client.pages().getFirst();
        shot(page, "client-cases");
        String address = caseAddress.replace("/coordinator/", "/client/");
        page.navigate(address);
        Locator hit = page.locator("article, li.match, .match")
                .filter(new Locator.FilterOptions().setHasText("H.S."))
                .first();
        assertThat(hit).isVisible();
        hit.locator("details summary").first().click();
        assertThat(hit).containsText("課題管理");
        shot(page, "client-ranking");
        page.navigate(address + "?lang=en");
        shot(page, "client-ranking-en");
        assertThat(page.locator("html")).hasAttribute("lang", "en");

        // Whatever a client can ask for about this case and this talent: nothing in it says who the talent is.
        String talentId = talent.request()
                .get(system.url("/api/v1/talents/me"))
                .text()
                .replaceAll("(?s).*?\"talentId\":\"([0-9a-f-]{36})\".*", "$1");
        String caseId = caseAddress.replaceAll(".*/", "");
        String ranking = "/api/v1/matches/cases/" + caseId + "?limit=100";
        for (String path : List.of(
                ranking,
                "/api/v1/cases/" + caseId,
                "/api/v1/listings/" + caseId,
                "/api/v1/notifications",
                "/client/cases",
                address.replace(system.url(""), ""),
                address.replace(system.url(""), "") + "?lang=en")) {
            APIResponse answer = client.request().get(system.url(path));
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).as(path).doesNotContain(CANARIES);
        }
        assertThat(client.request().get(system.url(ranking)).text()).contains(talentId, "H.S.");
        for (String part : List.of("", "/sheet", "/versions", "/versions/1")) {
            APIResponse answer = client.request().get(system.url("/api/v1/talents/" + talentId + part));
            assertThat(answer.status()).as(part).isIn(403, 404);
            assertThat(answer.text()).as(part).doesNotContain(CANARIES);
        }
    }

    @Test
    @Order(4)
    void neitherSeesWhatIsNotTheirs() {
        Page page = talent.newPage();
        Response forbidden = page.navigate(caseAddress.replace("/coordinator/", "/client/"));
        assertThat(forbidden.status()).isIn(403, 404);
        shot(page, "talent-forbidden");
        assertThat(page.navigate(caseAddress).status()).isIn(403, 404);
        assertThat(page.navigate(system.url("/client/cases")).status()).isIn(403, 404);
        String caseId = caseAddress.replaceAll(".*/", "");
        for (String path : List.of("/api/v1/cases/" + caseId, "/api/v1/matches/cases/" + caseId, "/api/v1/cases")) {
            assertThat(talent.request().get(system.url(path)).status()).as(path).isIn(403, 404);
        }
        Page visitor = people.visitor("en-US").newPage();
        visitor.navigate(caseAddress);
        assertThat(visitor.url()).contains("/realms/enishi/");
    }

    private static void fillRequirements(Page page, String title) {
        String at = page.locator("[name='/requirements/title/ja']").count() > 0 ? "/requirements" : "";
        page.locator("[name='" + at + "/title/ja']").fill(title);
        page.locator("[name='" + at + "/background/ja']").fill("会員基盤の刷新にあたり、社内調整と課題の整理を支えてくださる方を探しています。");
        page.locator("[name='" + at + "/tasks/ja']").fill(TASKS);
        page.locator("[name='" + at + "/industry']").selectOption("RETAIL");
        Locator workplace = page.locator("[name='" + at + "/workplace/kind']");
        if (workplace.first().evaluate("e => e.tagName").equals("SELECT")) {
            workplace.selectOption("HYBRID");
        } else {
            page.locator("[name='" + at + "/workplace/kind'][value=HYBRID]").check();
        }
        page.locator("[name='" + at + "/workplace/onSiteDays']").fill("2");
        page.locator("[name='" + at + "/workplace/prefecture']").selectOption("13");
        page.locator("[name='" + at + "/workplace/place/ja']").fill("東京都港区");
        page.locator("[name='" + at + "/utilisation']").fill("100");
        page.locator("[name='" + at + "/hours/lower']").fill("140");
        page.locator("[name='" + at + "/hours/upper']").fill("180");
        page.locator("[name='" + at + "/period/start']")
                .fill(LocalDate.now().plusDays(30).toString());
        page.locator("[name='" + at + "/period/months']").fill("6");
        page.locator("[name='" + at + "/budget/lower/amount']").fill("80万");
        page.locator("[name='" + at + "/budget/upper/amount']").fill("95万");
        row(page, at + "/positions", 0);
        page.locator("[name='" + at + "/positions/0/role']").selectOption("PMO");
        page.locator("[name='" + at + "/positions/0/headCount']").fill("1");
        row(page, at + "/positions/0/must", 0);
        page.locator("[name='" + at + "/positions/0/must/0/skill']").fill("課題管理");
        page.locator("[name='" + at + "/positions/0/must/0/years']").fill("3");
        row(page, at + "/positions/0/must", 1);
        page.locator("[name='" + at + "/positions/0/must/1/skill']").fill("Snowflake");
        page.locator("[name='" + at + "/positions/0/must/1/years']").fill("2");
        row(page, at + "/positions/0/nice", 0);
        page.locator("[name='" + at + "/positions/0/nice/0/skill']").fill("社内調整");
    }

    /** Opens a row of a repeated group unless it is there. */
    private static void row(Page page, String group, int index) {
        if (page.locator("[name^='" + group + "/" + index + "/']").count() == 0) {
            page.locator("button[name=_add][value='" + group + "']").click();
            page.waitForLoadState();
        }
    }

    private static void skill(Page page, int index, String name, String years) {
        row(page, "/skills", index);
        page.locator("[name='/skills/" + index + "/skill']").fill(name);
        page.locator("[name='/skills/" + index + "/years']").fill(years);
    }

    private static void save(Page page) {
        page.locator("main form[method=post] button:not([name]):not(.unseen)")
                .first()
                .click();
        page.waitForLoadState();
    }

    private static void fillIfThere(Page page, String selector, String value) {
        if (page.locator(selector).count() > 0) {
            page.locator(selector).first().fill(value);
        }
    }

    /** After the link of the mail: Keycloak may say that the address is verified, and may ask for the password now. */
    private static void continueKeycloak(Page page) {
        for (int step = 0; step < 4 && page.url().contains("/realms/"); step++) {
            if (page.locator("input[name=password-new]").count() > 0) {
                page.locator("input[name=password-new]").fill(People.PASSWORD);
                page.locator("input[name=password-confirm]").fill(People.PASSWORD);
                People.submit(page);
            } else if (page.locator("input[name=username]").count() > 0) {
                page.locator("input[name=username]").fill(MAIL);
                fillIfThere(page, "input[name=password]", People.PASSWORD);
                People.submit(page);
            } else if (page.locator("#kc-info-message a, p.instruction a").count() > 0) {
                page.locator("#kc-info-message a, p.instruction a").first().click();
                page.waitForLoadState();
            }
        }
    }

    private static String verificationLink() {
        return Await.value("the mail that verifies the address", Duration.ofSeconds(15), () -> {
            Matcher link = Pattern.compile("http://[^\\s\"<>\\\\]+/login-actions/action-token[^\\s\"<>\\\\]+")
                    .matcher(get(system.mailUrl() + "/api/mails?to=" + MAIL));
            return link.find() ? link.group().replace("&amp;", "&") : null;
        });
    }

    static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static String get(String address) throws java.io.IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }
}
