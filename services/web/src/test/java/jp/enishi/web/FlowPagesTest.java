package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The order flow as clients and talent see it: shown, done, refused at its field, and closed to others. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class FlowPagesTest {
    private static final String CASE = "/client/cases/" + StubServices.CASE;
    private static final String PROPOSAL = "/client/proposals/" + StubServices.PROPOSAL;
    private static final String CANDIDACY = "/client/candidacies/" + StubServices.MET;
    private static final String OFFER = "/offers/" + StubServices.OFFER;
    private static final String PLACED = "/orders/" + StubServices.PLACED;
    private static final String READY = "/orders/" + StubServices.READY;
    private static final String ENGAGEMENT = "/engagements/" + StubServices.ENGAGEMENT;
    private static final String POLL = "/meetings/" + StubServices.POLL;
    private static final String BOOKED = "/meetings/" + StubServices.BOOKED;
    private static final String STALE = "{\"status\":412,\"code\":\"version-stale\"}";

    @BeforeEach
    void clean() {
        StubServices.reset();
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                        "client " + CASE + "/pipeline",
                        "client " + CANDIDACY,
                        "client " + CANDIDACY + "/meeting",
                        "client " + CANDIDACY + "/passing",
                        "client " + CANDIDACY + "/offer",
                        "client " + CASE + "/proposals",
                        "client " + PROPOSAL,
                        "client " + CASE + "/team-offer",
                        "client " + CASE + "/talents/" + StubServices.TALENT + "/7",
                        "client /meetings",
                        "client " + POLL,
                        "talent " + BOOKED,
                        "coordinator " + POLL,
                        "client " + BOOKED + "/outcome",
                        "client " + BOOKED + "/cancellation",
                        "client /offers",
                        "client " + OFFER,
                        "talent " + OFFER,
                        "coordinator " + OFFER,
                        "client " + OFFER + "/acceptance",
                        "client " + OFFER + "/refusal",
                        "talent " + OFFER + "/retraction",
                        "client " + OFFER + "/counter",
                        "client /orders",
                        "client /orders/" + StubServices.ORDER,
                        "talent " + PLACED,
                        "auditor " + PLACED,
                        "client " + READY + "/placement",
                        "client " + PLACED + "/confirmation",
                        "client " + PLACED + "/tasks/" + StubServices.TASK + "/settling",
                        "talent /engagements",
                        "client " + ENGAGEMENT,
                        "coordinator " + ENGAGEMENT,
                        "client " + ENGAGEMENT + "/tickets",
                        "client " + ENGAGEMENT + "/notice",
                        "client " + ENGAGEMENT + "/amendment",
                        "client " + ENGAGEMENT + "/check-ins/2/report",
                        "coordinator " + ENGAGEMENT + "/check-ins/2/report",
                        "client " + ENGAGEMENT + "/tickets/1/escalation",
                        "client " + ENGAGEMENT + "/amendments/1/signature",
                        "coordinator " + ENGAGEMENT + "/ownership",
                        "coordinator " + ENGAGEMENT + "/ending",
                        "client /archive",
                        "auditor /archive",
                        "client /party",
                        "talent /party",
                        "talent /listings/" + StubServices.CASE + "/application",
                        "talent /talent/candidacies",
                        "talent /talent/candidacies/" + StubServices.MET + "/withdrawal",
                        "talent /talent/consents",
                        "talent /talent/consents/giving/" + StubServices.MET,
                        "talent /talent/consents/" + StubServices.CONSENT + "/withdrawal",
                        "talent /talent/terms",
                        "talent /talent/data/erasure",
                        "talent /talent/data/erased")
                .flatMap(page -> Stream.of("ja", "en").map(language -> {
                    String[] parts = page.split(" ");
                    return Arguments.of(parts[0], parts[1], language);
                }));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageExistsInBothLanguages(String role, String path, String language) throws IOException {
        Response answer = as(role).queryParam("lang", language).get(path);
        String html = answer.asString();
        PagesTest.keep("flow-" + role + path + "-" + language, html);

        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(html).contains("<html lang=\"" + language + "\">");
        assertThat(PagesTest.text(html))
                .doesNotContainPattern(
                        "\\b(label|hint|error|nav|lead|sure|option|stage|terms|offer|order|meeting|saved|side)_\\w+")
                .doesNotContain("NOT_FOUND")
                .doesNotContainPattern("\\{\\d}");
        assertThat(html).doesNotContain(" style=").doesNotContain("<style").doesNotContain("NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "talent, /client/cases/x/pipeline",
        "coordinator, /client/candidacies/x/offer",
        "talent, /client/cases/x/team-offer",
        "client, /talent/candidacies",
        "client, /talent/consents",
        "client, /talent/data/erasure",
        "client, /talent/terms",
        "coordinator, /talent/terms",
        "coordinator, /listings/x/application",
        "coordinator, /party",
        "auditor, /offers",
        "auditor, /meetings",
        "auditor, /engagements"
    })
    void otherRolesAreRefused(String role, String path) {
        assertThat(as(role).get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void visitorsSignInFirstToApply() {
        var answer = as("anonymous").get("/listings/" + StubServices.CASE + "/application");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("/login?to=");
    }

    // Proposals and the pipeline

    @Test
    void aClientSeesPeopleSideBySideAndNoName() {
        String html = as("client").get(PROPOSAL).asString();

        assertThat(html)
                .contains("T.Y.")
                .contains("S.K.")
                .contains("155万円")
                .contains("／月（税抜）")
                .contains("未充足 2名")
                .contains("/talents/" + StubServices.TALENT + "/7")
                .contains("商談は無料です")
                .doesNotContain("山田");
    }

    @Test
    void theListOfCasesSaysWhichProposalsWait() {
        assertThat(as("client").get("/client/cases").asString())
                .contains(CASE + "/proposals")
                .contains("ご提案（ご回答待ち 2件）");
    }

    @Test
    void theAddressOfEarlierMailsLeadsToTheProposal() {
        assertThat(as("client")
                        .get(CASE + "/proposals/" + StubServices.PROPOSAL)
                        .header("Location"))
                .endsWith(PROPOSAL);
    }

    @Test
    void aTalentSeesWhoTheClientIs() {
        for (String path : List.of(
                "/offers",
                OFFER,
                OFFER + "/acceptance",
                "/orders",
                "/engagements",
                ENGAGEMENT,
                "/meetings",
                POLL,
                BOOKED,
                "/talent/candidacies",
                "/talent/consents")) {
            assertThat(as("talent").get(path).asString()).as(path).contains("株式会社みなと製作所");
        }
    }

    @Test
    void aClientSeesWhomAMeetingIsWith() {
        for (String path : List.of("/meetings", POLL, BOOKED, BOOKED + "/outcome")) {
            assertThat(as("client").get(path).asString())
                    .as(path)
                    .contains("T.Y.")
                    .doesNotContain("山田");
        }
    }

    @Test
    void aMeetingIsWantedWithOneClick() throws IOException {
        StubServices.answer("GET /candidacies/" + StubServices.PROPOSED, 200, StubServices.read("candidacy"));
        StubServices.answer("POST /candidacies/" + StubServices.PROPOSED + "/decision", 200, "{}");

        var answer = post(
                "client",
                PROPOSAL,
                "/client/candidacies/" + StubServices.PROPOSED + "/meeting?proposal=" + StubServices.PROPOSAL,
                Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(PROPOSAL + "?saved=meeting");
        var sent = StubServices.seen("POST", "/candidacies/" + StubServices.PROPOSED + "/decision")
                .getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"2\"");
        assertThat(sent.body()).isEqualTo("{\"decision\":\"MEET\"}");
    }

    @Test
    void passingNeedsAReasonAndIsConfirmed() throws IOException {
        String path = CANDIDACY + "/passing";
        StubServices.answer(
                "POST /candidacies/" + StubServices.MET + "/decision",
                422,
                "{\"status\":422,\"code\":\"validation\",\"errors\":[{\"pointer\":\"/reason\",\"code\":\"required\"}]}");

        var unsure = post("client", path, path, Map.of("/passing/note", "合わない"));
        var bare = post("client", path, path, Map.of("/passing/note", "合わない", "/passing/sure", "true"));
        StubServices.answer("POST /candidacies/" + StubServices.MET + "/decision", 200, "{}");
        var done = post(
                "client",
                path,
                path,
                Map.of("/passing/note", "合わない", "/passing/reason", "BUDGET", "/passing/sure", "true"));

        assertThat(unsure.statusCode()).isEqualTo(422);
        assertThat(unsure.asString()).contains("チェックを入れてください").contains("合わない");
        assertThat(bare.statusCode()).isEqualTo(422);
        assertThat(bare.asString()).contains("id=\"f-passing-reason-fault\"").contains("href=\"#f-passing-reason\"");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("POST", "/candidacies/" + StubServices.MET + "/decision")
                        .getLast()
                        .body())
                .contains("\"decision\":\"PASS\"")
                .contains("\"reason\":\"BUDGET\"")
                .contains("\"note\":\"合わない\"")
                .doesNotContain("sure");
    }

    @Test
    void aNameIsNotShownWithoutConsent() {
        StubServices.answer(
                "GET /talents/" + StubServices.TALENT + "/versions/7/disclosed",
                403,
                "{\"status\":403,\"code\":\"forbidden\"}");

        var answer = as("client").get(CASE + "/talents/" + StubServices.TALENT + "/7");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.asString()).contains("まだ氏名をご覧いただけません").doesNotContain("山田");
    }

    @Test
    void theSkillSheetIsOfferedAsFarAsItsReaderMaySeeIt() {
        String versions = "/api/v1/talents/" + StubServices.TALENT + "/versions/7";
        String named = as("client")
                .get(CASE + "/talents/" + StubServices.TALENT + "/7")
                .asString();

        assertThat(named)
                .contains("<h1>山田 太郎</h1>", "ヤマダ タロウ")
                .contains("href=\"" + versions + "/disclosed/document?caseId=" + StubServices.CASE + "&amp;lang=ja\"");
        // In English in Latin letters first, as they wrote it themselves.
        assertThat(as("client")
                        .queryParam("lang", "en")
                        .get(CASE + "/talents/" + StubServices.TALENT + "/7")
                        .asString())
                .contains("<h1>Taro Yamada</h1>", "<p lang=\"ja\">山田 太郎");
        assertThat(as("client").get(CANDIDACY).asString())
                .containsPattern("/shown/document\\?caseId=" + StubServices.CASE + "&amp;lang=en\"")
                .doesNotContain("/disclosed/document");
        assertThat(as("talent").get("/talent/sheet").asString())
                .contains("/api/v1/talents/" + StubServices.TALENT + "/document?lang=ja\"")
                .contains("/api/v1/talents/" + StubServices.TALENT + "/sheet/document?lang=en\"");
    }

    @Test
    void whoConsentedIsNamedOnTheClientsListsAndNobodyElse() throws IOException {
        String person = "\"talentId\":\"" + StubServices.TALENT + "\"";
        StubServices.answer(
                "GET /cases/" + StubServices.CASE + "/candidacies",
                200,
                StubServices.read("pipeline").replaceFirst(person, person + ",\"level\":\"NAMED\""));
        StubServices.answer(
                "GET /candidacies/seats", 200, StubServices.read("seats").replaceFirst("ANONYMISED", "NAMED"));
        StubServices.answer(
                "GET /talents/named",
                200,
                "{\"items\":[{\"talentId\":\"" + StubServices.TALENT
                        + "\",\"familyName\":\"山田\",\"givenName\":\"太郎\","
                        + "\"familyNameRomaji\":\"Yamada\",\"givenNameRomaji\":\"Taro\","
                        + "\"familyNameKana\":\"ヤマダ\",\"givenNameKana\":\"タロウ\"}]}");

        // What coordinators know by themselves is another matter.
        StubServices.answer("GET /talents/names", 200, "{\"items\":[]}");

        String pipeline = PagesTest.text(as("client").get(CASE + "/pipeline").asString());
        assertThat(StubServices.seen("GET", "/talents/named")).isNotEmpty();
        assertThat(pipeline).contains("山田 太郎").doesNotContain("T.Y.").contains("S.K.");
        assertThat(as("client").get(CASE + "/pipeline?lang=en").asString()).contains("Taro Yamada");
        for (String path : List.of("/meetings", BOOKED, "/offers")) {
            assertThat(as("client").get(path).asString()).as(path).contains("山田 太郎");
            assertThat(as("coordinator").get(path).asString()).as(path).doesNotContain("山田 太郎");
        }
        for (String path : List.of("/meetings", BOOKED)) {
            assertThat(as("client").get(path).asString()).as(path).contains("山田 太郎（ヤマダ タロウ）");
            assertThat(as("client").get(path + "?lang=en").asString())
                    .as(path)
                    .contains("Taro Yamada")
                    .doesNotContain("ヤマダ");
            assertThat(as("coordinator").get(path).asString()).as(path).doesNotContain("ヤマダ");
        }
        StubServices.reset();
        for (String path : List.of("/meetings", BOOKED, CANDIDACY, PROPOSAL)) {
            assertThat(as("client").get(path).asString()).as(path).doesNotContain("ヤマダ");
        }
    }

    @Test
    void whoLookedThroughThePeopleThatFitIsNamedAsTheListingNamesThem() throws IOException {
        String published = "01980000-0000-7000-8000-000000000377";
        String draft = "01980000-0000-7000-8000-000000000378";
        String line = """
            {"disclosureId":"01980000-0000-7000-8000-00000000089%d","talentId":"%s","talentVersion":6,
             "organizationId":"01980000-0000-7000-8000-00000000059%d","caseId":"%s",
             "viewerId":"01980000-0000-7000-8000-000000000904","level":"ANONYMISED","purpose":"MATCHING",
             "at":"2026-10-03T01:00:00Z"}\
            """;
        String client = """
            {"organizationId":"01980000-0000-7000-8000-00000000059%d","times":1,"first":"2026-10-03T01:00:00Z",
             "last":"2026-10-03T01:00:00Z","newest":[%s]}\
            """;
        StubServices.answer(
                "GET /talents/" + StubServices.TALENT + "/readerships",
                200,
                "{\"items\":[" + client.formatted(7, line.formatted(7, StubServices.TALENT, 7, published)) + ","
                        + client.formatted(8, line.formatted(8, StubServices.TALENT, 8, draft)) + "]}");
        StubServices.answer(
                "GET /listings/" + published,
                200,
                StubServices.read("listing").replace("株式会社みなと製作所", "株式会社うみかぜ").replace("社内業務システム改善支援", "港湾管理の更改"));
        StubServices.answer("GET /listings/" + draft, 404, "{\"status\":404,\"code\":\"not-found\"}");

        String text = PagesTest.text(as("talent").get("/talent/consents").asString());

        assertThat(text)
                .contains("条件に合う人材の閲覧")
                .containsPattern("(?s)株式会社うみかぜ.*港湾管理の更改")
                .contains("クライアント企業");
    }

    @Test
    void whoViewedATalentIsToldByClientWithHowOftenAndSinceWhen() {
        String html = as("talent").get("/talent/consents").asString();
        String text = PagesTest.text(html);

        assertThat(text)
                .containsPattern("22件\\s+2026年10月1日 10:00 〜 2026年10月3日 10:00")
                .containsPattern("株式会社みなと製作所\\s+1件\\s+2026年9月30日 10:00\\s")
                .contains("匿名のスキルシート 第6版", "氏名入りの職務経歴 第6版");
        String all = "/talent/consents?organization=" + StubServices.id(502);
        assertThat(html.split("<details>")).hasSize(3);
        assertThat(html).contains("href=\"" + all + "#seen\"").contains("22件すべて見る");

        String one = as("talent").get(all).asString();
        assertThat(StubServices.asked("/talents/" + StubServices.TALENT + "/disclosures"))
                .contains("organizationId=" + StubServices.id(502));
        assertThat(one).contains("href=\"/talent/consents#seen\"").doesNotContain("<details>");
        assertThat(PagesTest.text(one)).contains("氏名入りの職務経歴 第6版");
        assertThat(as("talent").get("/talent/consents?organization=x").asString())
                .contains("22件すべて見る");
        assertThat(PagesTest.text(as("talent").get("/talent/consents?lang=en").asString()))
                .contains("22 views", "1 view ");
    }

    @Test
    void theInboxSaysWhatIsUnreadAndMarksAllThatItShowsAsRead() {
        StubServices.answer("POST /notifications/reading", 200, "{\"count\":1}");
        String html = as("talent").get("/talent/inbox").asString();
        String newest = StubServices.id(701);

        assertThat(html).contains("<title>お知らせ（未読2件）");
        assertThat(PagesTest.text(html)).contains("未読のお知らせ 2件");
        // Whoever goes from heading to heading hears it too.
        assertThat(html)
                .containsPattern("<h2><span class=\"tag accent\">未読</span> あなたに合う新しい案件")
                .containsPattern("<h2>登録内容に合う募集中の案件");
        assertThat(html).contains("action=\"/talent/inbox/reading\"").contains("name=\"newest\" value=\"" + newest);

        var marked = PagesTest.post("talent", "/talent/inbox", "/talent/inbox/reading", Map.of("newest", newest));
        assertThat(marked.statusCode()).isEqualTo(303);
        assertThat(marked.header("Location")).endsWith("/talent/inbox");
        var sent = StubServices.seen("POST", "/notifications/reading").getFirst();
        assertThat(sent.body()).isEqualTo("{\"newest\":\"" + newest + "\"}");
        assertThat(sent.header("Idempotency-Key")).isNotEmpty();
        PagesTest.post("talent", "/talent/inbox", "/talent/inbox/reading", Map.of("newest", "'x'"));
        assertThat(StubServices.seen("POST", "/notifications/reading")).hasSize(1);

        assertThat(as("talent").get("/talent/inbox?cursor=abc").asString())
                .as("older messages are not all")
                .doesNotContain("action=\"/talent/inbox/reading\"");
        StubServices.answer("GET /notifications/unread", 200, "{\"count\":0}");
        String read = as("talent").get("/talent/inbox").asString();
        assertThat(read).contains("<title>お知らせ |").doesNotContain("action=\"/talent/inbox/reading\"");
        assertThat(PagesTest.text(read)).contains("すべて既読です。");
    }

    @Test
    void coordinatorsReadTheNamesOfAListAtOnceAndNobodyElseIsToldThem() {
        for (String path : List.of("/meetings", "/offers", "/orders", "/engagements")) {
            StubServices.reset();
            assertThat(PagesTest.text(as("coordinator").get(path).asString()))
                    .as(path)
                    .contains("山田 太郎")
                    .doesNotContain("T.Y.");
            assertThat(StubServices.seen("GET", "/talents/names")).as(path).hasSize(1);
            assertThat(StubServices.asked("/talents/names")).contains("talent=" + StubServices.TALENT);
            for (String role : List.of("client", "talent")) {
                StubServices.reset();
                assertThat(as(role).get(path).asString()).as(path + role).doesNotContain("山田 太郎");
                assertThat(StubServices.seen("GET", "/talents/names"))
                        .as(path + role)
                        .isEmpty();
            }
        }
        StubServices.answer("GET /talents/names", 503, "{\"status\":503,\"code\":\"unavailable\"}");
        assertThat(PagesTest.text(as("coordinator").get("/meetings").asString()))
                .as("what is not told is no reason to show nothing")
                .contains("T.Y.");
    }

    @Test
    void thePartiesReadWhoLooksAfterThem() {
        for (String reader : List.of("client", "talent")) {
            assertThat(PagesTest.text(
                            as(reader).get("/meetings/" + StubServices.BOOKED).asString()))
                    .as(reader)
                    .contains("運営スタッフ：佐々木 恵");
            assertThat(PagesTest.text(as(reader).get(ENGAGEMENT).asString()))
                    .as(reader)
                    .containsPattern("担当[^ ]*\\s+佐々木 恵");
        }
        assertThat(StubServices.asked("/coordinators/named")).contains("id=" + StubServices.id(903));
        StubServices.answer("GET /coordinators/named", 503, "{\"status\":503,\"code\":\"unavailable\"}");
        assertThat(PagesTest.text(
                        as("client").get("/meetings/" + StubServices.BOOKED).asString()))
                .contains("運営スタッフ")
                .doesNotContain("佐々木");
        assertThat(as("talent").get(ENGAGEMENT).statusCode()).isEqualTo(200);
    }

    @Test
    void anOfferAndAnOrderSayWhatTheFeeComesToWithTax() {
        for (String page : List.of(OFFER, "/orders/" + StubServices.ORDER)) {
            assertThat(PagesTest.text(as("client").get(page).asString()))
                    .as(page)
                    .contains("消費税 10%：98,000円、税込 107.8万円／月", "開始日の税率");
            assertThat(PagesTest.text(as("client").get(page + "?lang=en").asString()))
                    .as(page)
                    .contains("consumption tax of 10%: ¥98,000, with tax ¥1,078,000 a month", "rate of the first day");
        }
        StubServices.answer(
                "GET /orders/" + StubServices.ORDER,
                200,
                StubServices.read("order")
                        .replaceAll("\"taxed\":\\{.*?\\}\\},?", "")
                        .replace(",}", "}"));
        assertThat(PagesTest.text(
                        as("client").get("/orders/" + StubServices.ORDER).asString()))
                .doesNotContain("税込");
    }

    @Test
    void anAuditorIsToldWhatTheyMayDoAndLedNowhereElse() {
        String html = as("auditor").get("/orders").asString();
        assertThat(PagesTest.text(html)).contains("監査担当の方へ", "閲覧のみ");
        assertThat(PagesTest.text(as("auditor").get("/orders?lang=en").asString()))
                .contains("What an auditor may do", "You read only");
        assertThat(PagesTest.text(as("client").get("/orders").asString())).doesNotContain("監査担当の方へ");

        List<String> links = new ArrayList<>();
        for (String page : List.of("/orders", "/archive", PLACED, "/settings/zone")) {
            String shown = as("auditor").get(page).asString();
            // What is at the bottom is for everybody.
            var found = Pattern.compile("(?:href|action)=\"(/[^\"#]*)")
                    .matcher(shown.substring(0, shown.indexOf("<footer")));
            while (found.find()) {
                links.add(found.group(1).replace("&amp;", "&"));
            }
        }
        assertThat(links).contains("/orders", "/archive", "/settings/zone").doesNotContain("/settings/notifications");
        assertThat(links.stream()
                        .distinct()
                        .filter(link -> !link.startsWith("/api/") && !link.startsWith("/assets/"))
                        .filter(link -> !link.startsWith("/logout") && !link.startsWith("/feed.atom"))
                        .filter(link -> as("auditor").get(link).statusCode() >= 400))
                .isEmpty();
    }

    @Test
    void anAuditorChoosesTheirTimeZone() {
        String html = as("auditor").get("/settings/zone").asString();
        assertThat(html).contains("action=\"/settings/zone\"");
        var chosen = PagesTest.post("auditor", "/settings/zone", "/settings/zone", Map.of("zone", "Europe/Paris"));
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.header("Location")).endsWith("/settings/zone?saved=1");
        assertThat(PagesTest.text(as("auditor").get("/settings/zone?saved=1").asString()))
                .contains("設定を保存しました");
    }

    @Test
    void aNewClientIsToldWhatHappensNowAndWhomToAsk() {
        StubServices.answer("GET /cases", 200, "{\"items\":[]}");

        String html = as("client").get("/client/cases").asString();

        assertThat(html).contains("これからの流れ").contains("href=\"/party\"").contains("href=\"mailto:");
        assertThat(as("client").get("/client/cases?lang=en").asString()).contains("What happens now");
    }

    @Test
    void aConfirmedOrderLeadsToItsEngagementThoseWhoMayReadIt() {
        StubServices.answer(
                "GET " + PLACED, 200, StubServices.read("placed-order").replace("\"ORDERED\"", "\"CONFIRMED\""));

        assertThat(main(as("client").get(PLACED).asString())).contains("href=\"" + ENGAGEMENT + "\"");
        assertThat(main(as("auditor").get(PLACED).asString())).doesNotContain("href=\"/engagements");

        StubServices.answer("GET /engagements", 200, "{\"items\":[]}");
        assertThat(main(as("client").get(PLACED).asString())).contains("href=\"/engagements\"");
    }

    private static String main(String page) {
        return page.substring(page.indexOf("<main"));
    }

    @Test
    void anAuditorReadsWhatAnOrderIsCalledAndAnAdminChoosesALanguage() {
        StubServices.answer(
                "GET /orders",
                200,
                "{\"items\":[{\"orderId\":\"01980000-0000-7000-8000-000000000941\",\"version\":1,\"state\":\"CONFIRMED\",\"openTasks\":0,"
                        + "\"caseId\":\"" + StubServices.CASE + "\",\"agreedAt\":\"2026-11-25T05:00:00Z\","
                        + "\"caseTitle\":{\"ja\":\"社内業務システム改善支援\",\"en\":\"Improving the budget system\"},"
                        + "\"clientName\":\"株式会社みなと製作所\",\"talentName\":\"山田 太郎\"}]}");

        assertThat(as("auditor").get("/orders").asString()).contains("社内業務システム改善支援 · 株式会社みなと製作所 · 山田 太郎");
        assertThat(as("auditor").get("/orders?lang=en").asString()).contains("Improving the budget system");
        assertThat(StubServices.seen("GET", "/cases/" + StubServices.CASE)).isEmpty();
        assertThat(as("admin").get("/admin").asString()).contains("href=\"/settings/notifications\"");
    }

    // Offers

    @Test
    void anOfferStartsWithWhatTheCaseAndTheProposalSay() {
        String html = as("client").get(CANDIDACY + "/offer").asString();

        assertThat(html)
                .contains("value=\"950,000\"")
                .contains("value=\"140\"")
                .contains("value=\"2026-12-01\"")
                .contains("value=\"2027-05-31\"")
                .contains("value=\"東京都港区\"")
                .contains("value=\"keiyaku@minato.example\"")
                .contains("税抜");
    }

    /** 準委任 by hours unless the client chooses another form of 業務委託; there is none of employment. */
    @Test
    void anOfferIsAQuasiMandateUnlessTheClientSaysOtherwise() throws IOException {
        var chosen = Pattern.compile("<input type=\"radio\" name=\"/terms/contractType\" value=\"(\\w+)\"( checked)?>");
        for (String path : List.of(CANDIDACY + "/offer", CASE + "/team-offer")) {
            assertThat(chosen.matcher(as("client").get(path).asString())
                            .results()
                            .map(form -> form.group(1) + Objects.requireNonNullElse(form.group(2), "")))
                    .as(path)
                    .containsExactly("QUASI_MANDATE_HOURS checked", "QUASI_MANDATE_RESULT", "CONTRACT_FOR_WORK");
        }
        StubServices.answer("POST /offers", 201, StubServices.read("offer"));
        post("client", CANDIDACY + "/offer", CANDIDACY + "/offer", Map.of());
        assertThat(StubServices.seen("POST", "/offers").getFirst().body())
                .contains("\"contractType\":\"QUASI_MANDATE_HOURS\"");
    }

    @Test
    void anOfferIsSentWithAllTerms() throws IOException {
        StubServices.answer("POST /offers", 201, StubServices.read("offer"));
        String path = CANDIDACY + "/offer";

        var answer = post("client", path, path, Map.of("/expiresAt", "2026-12-10T18:00"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(OFFER + "?saved=offer");
        assertThat(StubServices.seen("POST", "/offers").getFirst().body())
                .contains("\"candidacyId\":\"" + StubServices.MET + "\"")
                .contains("\"expiresAt\":\"2026-12-10T09:00:00Z\"")
                .contains("\"fee\":{\"amount\":{\"amount\":950000,\"currency\":\"JPY\"}}")
                .contains("\"transferFeeBearer\":\"PAYER\"")
                .contains("\"roundTo\":10");
    }

    @Test
    void aTimeIsTypedInTheZoneOfItsReader() throws IOException {
        StubServices.answer("POST /offers", 201, StubServices.read("offer"));
        String path = CANDIDACY + "/offer";
        var reader = as("client").header("Cookie", "zone=America%2FNew_York; lang=en");
        String html = reader.get(path).asString();
        String token = html.replaceFirst("(?s).*?name=\"_csrf\" value=\"([^\"]+)\".*", "$1");

        assertThat(html)
                .contains("name=\"_zone\" value=\"America/New_York\"", "Times are in Eastern Time")
                .containsPattern("name=\"/expiresAt\" type=\"datetime-local\" value=\"[0-9-]{10}T0[45]:00\"");
        as("client")
                .header("Cookie", "zone=America%2FNew_York")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(Map.of("_csrf", token, "_zone", "America/New_York", "/expiresAt", "2026-12-10T18:00"))
                .post(path);
        // A form without a zone, or with one that there isn't, means Japan.
        post("client", path, path, Map.of("/expiresAt", "2026-12-10T18:00", "_zone", "Mars/Base"));

        assertThat(StubServices.seen("POST", "/offers"))
                .extracting(StubServices.Seen::body)
                .satisfiesExactly(
                        there -> assertThat(there).contains("\"expiresAt\":\"2026-12-10T23:00:00Z\""),
                        japan -> assertThat(japan).contains("\"expiresAt\":\"2026-12-10T09:00:00Z\""));
    }

    @Test
    void whatTheTermsLackStandsAtItsField() throws IOException {
        StubServices.answer("POST /offers", 422, """
            {"status":422,"code":"validation","errors":[{"pointer":"/terms/fee","code":"required"},
             {"pointer":"/terms/payment","code":"payment-too-late","args":{"closing":"2026-12-31","due":"2027-03-31","longest":60}},
             {"pointer":"/terms/utilisation","code":"out-of-range","args":{"minimum":10,"maximum":100}}]}\
            """);
        String path = CANDIDACY + "/offer";

        String html = post("client", path, path, Map.of("/terms/payment/monthsAfter", "2"))
                .asString();

        assertThat(html)
                .contains("id=\"f-terms-fee-amount-amount-fault\"")
                .contains("id=\"f-terms-payment-monthsAfter-fault\"")
                .contains("60日を超えます（2026年12月31日締めの支払が2027年3月31日）")
                .contains("10〜100の範囲で入力してください")
                .contains(">報酬 › 月額（税抜）</a>");
    }

    @Test
    void aFixedFeeIsSentWithoutHours() throws IOException {
        StubServices.answer("POST /offers", 201, StubServices.read("offer"));
        String path = CANDIDACY + "/offer";

        post("client", path, path, Map.of("/terms/settlement/method", "FIXED"));
        post("client", path, path, Map.of("/terms/settlement/method", ""));

        assertThat(StubServices.seen("POST", "/offers").getFirst().body())
                .contains("\"settlement\":{\"method\":\"FIXED\"}");
        assertThat(StubServices.seen("POST", "/offers").getLast().body()).doesNotContain("settlement");
    }

    @Test
    void anUndecidedItemIsAddedByAButtonAlone() throws IOException {
        String path = CANDIDACY + "/offer";

        String html =
                post("client", path, path, Map.of("_add", "/terms/pending")).asString();

        assertThat(html).contains("id=\"f-terms-pending-0-item\"").contains("決定予定日");
        assertThat(StubServices.seen("POST", "/offers")).isEmpty();
    }

    @Test
    void aTeamIsOfferedWithTheFeeOfEach() throws IOException {
        StubServices.answer("POST /team-offers", 201, "{}");
        String path = CASE + "/team-offer";

        var answer = post("client", path, path, Map.of("/offers/1/fee/amount", "62万", "/mode", "PARTIAL"));

        assertThat(answer.header("Location")).endsWith("/offers?saved=team");
        assertThat(as("client").get("/offers?saved=team").asString()).contains("チームへのオファーを送りました");
        assertThat(StubServices.seen("POST", "/team-offers").getFirst().body())
                .contains("\"mode\":\"PARTIAL\"")
                .contains("\"candidacyId\":\"" + StubServices.MET + "\"")
                .contains("\"amount\":950000")
                .contains("\"amount\":620000")
                .doesNotContain("taken");
    }

    @Test
    void aFaultOfOnePersonsOfferStandsAtThatPerson() throws IOException {
        StubServices.answer("POST /team-offers", 422, """
            {"status":422,"code":"validation","errors":[{"pointer":"/offers/1/terms/fee","code":"required"},
             {"pointer":"/offers/0/terms/period/end","code":"before-start"}]}\
            """);
        String path = CASE + "/team-offer";

        assertThat(post("client", path, path, Map.of()).asString())
                .contains("id=\"f-offers-1-fee-amount-fault\"")
                .contains("id=\"f-terms-period-end-fault\"");
    }

    @Test
    void versionsShowWhatTheyChange() {
        String html = as("client").get(OFFER).asString();

        assertThat(html)
                .contains("<del>95万円</del>")
                .contains("<ins>98万円</ins>")
                .contains("98万円／月（税抜）")
                .contains("月末締め・翌月末日払い、銀行振込、振込手数料は委託者負担")
                .contains("在宅を増やせると助かります。")
                .contains(OFFER + "/acceptance")
                .doesNotContain(OFFER + "/retraction");
        assertThat(as("talent").get(OFFER).asString())
                .contains(OFFER + "/retraction")
                .doesNotContain(OFFER + "/acceptance");
    }

    @Test
    void aPollWhoseTimeIsOverTakesNoAnswers() {
        String poll = "/meetings/" + StubServices.POLL;
        StubServices.answer(
                "GET " + poll,
                200,
                StubServices.read("poll").replace("\"state\":\"POLLING\"", "\"state\":\"POLLING\",\"pollOver\":true"));

        assertThat(as("client").get(poll).asString()).contains("回答の受付を終了しました").doesNotContain(poll + "/answers");
    }

    @Test
    void howTheRequirementsChangedIsReadByClientAndCoordinator() {
        for (var page : Map.of(
                        "client", "/client/cases/" + StubServices.CASE,
                        "coordinator", "/coordinator/cases/" + StubServices.CASE)
                .entrySet()) {
            String history = page.getValue() + "/history";
            assertThat(as(page.getKey()).get(page.getValue()).asString()).contains("href=\"" + history + "\"");
            assertThat(as(page.getKey()).get(history).asString())
                    .contains("商談での調整")
                    .contains("<del>100")
                    .contains("<ins>80")
                    .contains("株式会社みなと製作所");
        }
    }

    @Test
    void theTalentIsToldBeforeThatAnAgreementNamesThem() {
        for (String path : List.of(OFFER + "/acceptance", OFFER + "/counter")) {
            assertThat(as("talent").get(path).asString()).as(path).contains("氏名と職務経歴が開示されます");
            assertThat(as("client").get(path).asString()).as(path).doesNotContain("氏名と職務経歴が開示されます");
        }
    }

    @Test
    void acceptanceNamesTheTermsThatWereRead() throws IOException {
        StubServices.answer("POST /offers/" + StubServices.OFFER + "/acceptance", 200, "{}");
        String path = OFFER + "/acceptance";

        var answer = post("client", path, path, Map.of("/acceptance/sure", "true"));

        assertThat(answer.header("Location")).endsWith(OFFER + "?saved=acceptance");
        var sent = StubServices.seen("POST", "/offers/" + StubServices.OFFER + "/acceptance")
                .getFirst();
        assertThat(sent.body()).isEqualTo("{\"termsHash\":\"" + "c".repeat(64) + "\"}");
        assertThat(sent.header("If-Match")).isEqualTo("\"2\"");
    }

    @Test
    void newerTermsAreToldInsteadOfAccepted() throws IOException {
        StubServices.answer(
                "POST /offers/" + StubServices.OFFER + "/acceptance",
                409,
                "{\"status\":409,\"code\":\"offer-superseded\",\"args\":{\"number\":3}}");
        String path = OFFER + "/acceptance";

        var answer = post("client", path, path, Map.of("/acceptance/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString()).contains("新しい条件が提案されています");
    }

    @Test
    void aStepThatWasOvertakenIsAskedAgain() throws IOException {
        StubServices.answer("POST /offers/" + StubServices.OFFER + "/refusal", 412, STALE);
        String path = OFFER + "/refusal";

        var answer = post(
                "client",
                path,
                path,
                Map.of(
                        "/refusal/sure", "true",
                        "/refusal/code", "FEE",
                        "/refusal/shared", "false",
                        "/refusal/reason", "予算",
                        "_version", "1"));

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.asString())
                .contains("対象の内容が変わりました")
                .contains("予算")
                .contains("name=\"_version\" value=\"2\"")
                .doesNotContain("value=\"true\" checked");
    }

    @Test
    void aCounterOfferIsPrefilledAndSent() throws IOException {
        StubServices.answer("POST /offers/" + StubServices.OFFER + "/versions", 200, "{}");
        String path = OFFER + "/counter";

        var answer = post("client", path, path, Map.of("/terms/onSiteDays", "2", "/note", "週2日でお願いします"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("POST", "/offers/" + StubServices.OFFER + "/versions")
                        .getFirst()
                        .body())
                .contains("\"onSiteDays\":2")
                .contains("\"amount\":980000")
                .contains("\"note\":\"週2日でお願いします\"");
    }

    // Orders

    @Test
    void whatIsMissingIsSaidAndNothingCanBePlaced() {
        assertThat(as("client").get("/orders/" + StubServices.ORDER).asString())
                .contains("発注には、次の項目が必要です")
                .contains("委託者の名称")
                .contains("href=\"/party\"")
                .contains("拠点を選定中のため")
                .doesNotContain("/placement");
        assertThat(as("client").get(READY).asString()).contains(READY + "/placement");
        assertThat(as("talent").get(READY).asString()).doesNotContain("/placement");
    }

    @Test
    void anIncompleteOrderNamesItsItems() throws IOException {
        StubServices.answer(
                "POST /orders/" + StubServices.READY + "/placement",
                409,
                "{\"status\":409,\"code\":\"order-incomplete\",\"args\":{\"missing\":[\"CLIENT_NAME\",\"PERIOD\"]}}");
        String path = READY + "/placement";

        assertThat(post("client", path, path, Map.of("/placement/sure", "true")).asString())
                .contains("発注に必要な項目が足りません：委託者の名称、業務を行う期間");
    }

    @Test
    void theDocumentIsConfirmedByItsHash() throws IOException {
        StubServices.answer("POST /orders/" + StubServices.PLACED + "/confirmation", 200, "{}");
        String path = PLACED + "/confirmation";

        assertThat(as("client").get(PLACED).asString())
                .contains("/api/v1" + PLACED + "/document?lang=ja")
                .contains("/api/v1" + PLACED + "/document?lang=en")
                .contains(path);
        assertThat(as("talent").get(PLACED).asString()).doesNotContain(path);
        assertThat(post("client", path, path, Map.of("/confirmation/sure", "true"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(StubServices.seen("POST", "/orders/" + StubServices.PLACED + "/confirmation")
                        .getFirst()
                        .body())
                .isEqualTo("{\"documentHash\":\"" + "e".repeat(64) + "\"}");
    }

    @Test
    void anUndecidedItemIsSettled() throws IOException {
        String request = "/orders/" + StubServices.PLACED + "/tasks/" + StubServices.TASK + "/settling";
        StubServices.answer("POST " + request, 200, "{}");

        var answer =
                post("client", request, request, Map.of("/settling/decision/ja", "東京都千代田区", "/settling/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("POST", request).getFirst().body())
                .isEqualTo("{\"decision\":{\"ja\":\"東京都千代田区\"}}");
    }

    @Test
    void whatBothDecideHasNoButtonForOne() {
        String settling = "/tasks/" + StubServices.TASK + "/settling";
        assertThat(as("client").get(PLACED).asString()).contains(settling).doesNotContain("双方が署名する");
        StubServices.answer(
                "GET " + PLACED,
                200,
                StubServices.read("placed-order").replace("\"forBoth\":false", "\"forBoth\":true"));

        assertThat(as("client").get(PLACED).asString()).doesNotContain(settling).contains("双方が署名する契約変更で決めます");
        assertThat(as("client").get(PLACED + "?lang=en").asString())
                .contains("both sides decide it by signing an amendment");
    }

    // Meetings

    @Test
    void everySlotIsAnswered() throws IOException {
        StubServices.answer("PUT /meetings/" + StubServices.POLL + "/answers", 200, "{}");

        var half = post("client", POLL, POLL + "/answers", Map.of());
        var done = post("client", POLL, POLL + "/answers", Map.of("/answers/1/answer", "MAYBE"));

        assertThat(half.statusCode()).isEqualTo(422);
        assertThat(half.asString()).contains("id=\"f-answers-1-answer-fault\"");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("PUT", "/meetings/" + StubServices.POLL + "/answers")
                        .getFirst()
                        .body())
                .contains("\"answer\":\"YES\"")
                .contains("\"answer\":\"MAYBE\"")
                .contains("\"slotId\":\"" + StubServices.id(852) + "\"");
    }

    @Test
    void aMeetingIsFreeAndGoesIntoTheCalendar() {
        assertThat(as("client").get(BOOKED).asString())
                .contains("無料")
                .contains("/api/v1" + BOOKED + "/calendar.ics")
                .contains("2026年11月20日（金） 10:00")
                .contains(BOOKED + "/outcome");
        assertThat(as("client").get(POLL).asString()).doesNotContain(POLL + "/outcome");
    }

    @Test
    void anAdjustmentNeedsWords() throws IOException {
        StubServices.answer(
                "PUT /meetings/" + StubServices.BOOKED + "/outcome",
                422,
                "{\"status\":422,\"code\":\"validation\",\"errors\":[{\"pointer\":\"/adjustment\",\"code\":\"required\"}]}");
        String path = BOOKED + "/outcome";

        assertThat(post("client", path, path, Map.of("/outcome/outcome", "ADJUST"))
                        .asString())
                .contains("id=\"f-outcome-adjustment-fault\"");
    }

    // Engagements

    @Test
    void thatNoNoticeWasGivenInTimeIsSaid() {
        assertThat(as("client").get(ENGAGEMENT).asString()).contains("あと").doesNotContain("予告なしに期限が過ぎました");
        StubServices.answer(
                "GET " + ENGAGEMENT,
                200,
                StubServices.read("engagement").replace("\"noticeBy\":\"2027-05-01\"", "\"noticeBy\":\"2026-05-01\""));
        for (String role : List.of("client", "talent", "coordinator")) {
            assertThat(as(role).get(ENGAGEMENT).asString()).contains("予告なしに期限が過ぎました", "第16条");
        }
    }

    @Test
    void aSideSeesItsEngagementAndSigns() throws IOException {
        String html = as("client").get(ENGAGEMENT).asString();

        assertThat(html)
                .contains("順調です。")
                .contains("2027年5月1日")
                .contains("在宅中心に変更")
                .contains(ENGAGEMENT + "/amendments/1/signature")
                .contains(ENGAGEMENT + "/notice")
                .doesNotContain(ENGAGEMENT + "/ownership");
        assertThat(as("coordinator").get(ENGAGEMENT).asString())
                .contains(ENGAGEMENT + "/ownership")
                .doesNotContain(ENGAGEMENT + "/notice");
        StubServices.answer("POST /engagements/" + StubServices.ENGAGEMENT + "/amendments/1/signature", 200, "{}");
        String path = ENGAGEMENT + "/amendments/1/signature";
        post("client", path, path, Map.of("/signature/sure", "true"));
        assertThat(StubServices.seen("POST", path).getFirst().body()).contains("f".repeat(64));
    }

    @Test
    void aNoticeThatIsTooLateNamesTheEarliestDay() throws IOException {
        StubServices.answer(
                "POST /engagements/" + StubServices.ENGAGEMENT + "/notice",
                409,
                "{\"status\":409,\"code\":\"notice-too-late\",\"args\":{\"days\":30,\"months\":6,\"earliest\":\"2027-02-11\"}}");
        String path = ENGAGEMENT + "/notice";

        var answer = post(
                "client",
                path,
                path,
                Map.of("/notice/endsOn", "2027-01-20", "/notice/reason", "終了のため", "/notice/sure", "true"));

        assertThat(answer.asString()).contains("2027年2月11日").contains("value=\"2027-01-20\"");
    }

    @Test
    void aReportAndATicketAreSent() throws IOException {
        String report = ENGAGEMENT + "/check-ins/2/report";
        String ticket = ENGAGEMENT + "/tickets";
        StubServices.answer("POST " + report, 200, "{}");
        StubServices.answer("POST " + ticket, 200, "{}");

        post("talent", report, report, Map.of("/report/text", "順調"));
        post("talent", ticket, ticket, Map.of("/ticket/category", "WORK", "/ticket/text", "範囲を確認したい"));

        assertThat(StubServices.seen("POST", report).getFirst().body()).isEqualTo("{\"text\":\"順調\"}");
        assertThat(StubServices.seen("POST", ticket).getFirst().body()).contains("\"category\":\"WORK\"");
    }

    // Archive and party

    @Test
    void whatIsKnownOfAPartyIsFilledInAlready() {
        StubServices.answer("GET /parties/mine", 404, "{}");

        assertThat(as("client").get("/party").asString()).contains("株式会社みなと製作所");
        assertThat(as("talent").get("/party").asString()).contains("山田");
    }

    @Test
    void theArchiveIsSearchedByDateAmountAndName() {
        String html = as("client")
                .queryParam("amountFrom", "50万")
                .queryParam("counterparty", "山田")
                .get("/archive")
                .asString();

        assertThat(html).contains("山田 太郎").contains("98万円").contains("value=\"50万\"");
        assertThat(as("client").queryParam("amountFrom", "many").get("/archive").statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"from, 2027-02-01, to, 2027-01-31", "amountFrom, 100万, amountTo, 50万"})
    void endsOfTheArchivesSearchThatAreTheWrongWayRoundAreToldAtTheField(
            String least, String from, String most, String to) {
        var answer = as("client")
                .queryParam("lang", "ja")
                .queryParam(least, from)
                .queryParam(most, to)
                .get("/archive");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("id=\"f-" + most + "-fault\"").doesNotContain("該当する発注書はありません");
        assertThat(StubServices.seen("GET", "/archive")).isEmpty();
        assertThat(as("client")
                        .queryParam(least, to)
                        .queryParam(most, from)
                        .get("/archive")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aProposalIsOfThoseProposedNotOfThoseNeeded() {
        String html = as("client")
                .queryParam("lang", "en")
                .get("/client/cases/" + StubServices.CASE + "/proposals")
                .asString();

        assertThat(html)
                .doesNotContain(" needed")
                .doesNotContain(", Decide")
                .containsPattern("\\d (people|person)<br>");
    }

    @Test
    void whoHasNotDeclaredAnythingStartsAtVersionNone() throws IOException {
        StubServices.answer("GET /parties/mine", 404, "{\"status\":404,\"code\":\"not-found\"}");
        StubServices.answer("PUT /parties/mine", 200, StubServices.read("party"));

        var answer = post(
                "talent",
                "/party",
                "/party",
                Map.of("/legalName", "山田 太郎", "/address", "東京都", "/contact", "x@example.com", "/capital", "1,000万"));

        assertThat(answer.statusCode()).isEqualTo(303);
        var sent = StubServices.seen("PUT", "/parties/mine").getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"0\"");
        assertThat(sent.body())
                .contains("\"kind\":\"INDIVIDUAL\"")
                .contains("\"capital\":10000000")
                .contains("\"hasEmployees\":false");
    }

    @Test
    void aWrongInvoiceNumberStandsAtItsField() throws IOException {
        StubServices.answer(
                "PUT /parties/mine",
                422,
                "{\"status\":422,\"code\":\"validation\",\"errors\":[{\"pointer\":\"/invoiceNumber\",\"code\":\"invoice-number-check-digit\"}]}");

        assertThat(post("client", "/party", "/party", Map.of()).asString())
                .contains("id=\"f-invoiceNumber-fault\"")
                .contains("検査用数字");
    }

    // Talent

    @Test
    void aTalentAppliesFromTheListing() throws IOException {
        StubServices.answer("POST /listings/" + StubServices.CASE + "/applications", 201, "{}");
        String path = "/listings/" + StubServices.CASE + "/application";

        assertThat(as("talent").get("/listings/" + StubServices.CASE).asString())
                .contains("現在の状況：商談")
                .doesNotContain(path);
        StubServices.answer("GET /candidacies/mine", 200, "{\"items\":[]}");
        assertThat(as("talent").get("/listings/" + StubServices.CASE).asString())
                .contains(path);
        assertThat(as("talent").get(path).asString())
                .containsPattern("<option value=\"7\" selected>最新")
                .contains("<option value=\"2\">以前の職務経歴")
                .doesNotContain("<option value=\"5\"");
        var answer = post(
                "talent",
                path,
                path,
                Map.of("/positionId", StubServices.POSITION, "/message", "経験を活かせます", "/resumeVersion", "2"));

        assertThat(answer.header("Location")).endsWith("/talent/candidacies?saved=application");
        assertThat(StubServices.seen("POST", "/listings/" + StubServices.CASE + "/applications")
                        .getFirst()
                        .body())
                .contains("\"positionId\":\"" + StubServices.POSITION + "\"")
                .contains("\"resumeVersion\":2");
    }

    @Test
    void aTalentSeesTheOwnStatusOnlyAndWithdraws() throws IOException {
        StubServices.answer("POST /candidacies/" + StubServices.MET + "/withdrawal", 200, "{}");
        String path = "/talent/candidacies/" + StubServices.MET + "/withdrawal";

        assertThat(as("talent").get("/talent/candidacies").asString())
                .contains("商談")
                .contains("見送り")
                .contains(path)
                .doesNotContain("/talent/candidacies/" + StubServices.id(804) + "/withdrawal");
        assertThat(post("talent", path, path, Map.of()).statusCode()).isEqualTo(422);
        assertThat(post("talent", path, path, Map.of("/leaving/sure", "true")).statusCode())
                .isEqualTo(303);
    }

    @Test
    void aConsentIsGivenForOneCaseAndTakenBack() throws IOException {
        StubServices.answer("POST /talents/" + StubServices.TALENT + "/consents", 201, StubServices.read("consents"));
        String giving = "/talent/consents/giving/" + StubServices.MET;
        String back = "/talent/consents/" + StubServices.CONSENT + "/withdrawal";
        String revoke = "/talents/" + StubServices.TALENT + "/consents/" + StubServices.CONSENT + "/withdrawal";
        StubServices.answer("POST " + revoke, 200, "{}");

        assertThat(as("talent").get("/talent/consents").asString())
                .contains(giving)
                .contains("株式会社あおば商事")
                .contains("氏名入りの職務経歴");
        post("talent", giving, giving, Map.of("/naming/sure", "true"));
        post("talent", back, back, Map.of("/revocation/sure", "true"));

        assertThat(StubServices.seen("POST", "/talents/" + StubServices.TALENT + "/consents")
                        .getFirst()
                        .body())
                .contains("\"caseId\":\"" + StubServices.CASE + "\"")
                .contains("\"organizationName\":\"株式会社みなと製作所\"");
        assertThat(StubServices.seen("POST", revoke).getFirst().header("If-Match"))
                .isEqualTo("\"2\"");
    }

    @Test
    void aTalentErasesTheirDataAfterReadingWhatGoesAndWhatStays() {
        String path = "/talent/data/erasure";
        String erase = "/talents/" + StubServices.TALENT + "/erasure";
        String search = "/searches/" + StubServices.id(951);
        StubServices.answer("POST " + erase, 204, "");
        StubServices.answer(
                "GET /searches",
                200,
                "{\"items\":[{\"searchId\":\"" + StubServices.id(951)
                        + "\",\"name\":\"PMO\",\"criteria\":{},\"paused\":false,\"version\":3}]}");
        StubServices.answer("DELETE " + search, 204, "");
        String party = "/parties/" + StubServices.id(961);
        StubServices.answer(
                "GET /parties/mine", 200, "{\"partyId\":\"" + StubServices.id(961) + "\",\"version\":4,\"party\":{}}");
        StubServices.answer("DELETE " + party, 409, "{\"status\":409,\"code\":\"party-in-orders\",\"errors\":[]}");

        assertThat(as("talent").get("/talent/data").asString()).contains("href=\"" + path + "\"");
        assertThat(post("talent", path, path, Map.of()).statusCode()).isEqualTo(422);
        assertThat(StubServices.seen("POST", erase)).isEmpty();
        Response done = post("talent", path, path, Map.of("/erasure/sure", "true"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.header("Location")).endsWith("/talent/data/erased");
        assertThat(StubServices.seen("POST", erase).getFirst().header("If-Match"))
                .isEqualTo("\"7\"");
        assertThat(StubServices.seen("POST", erase).getFirst().header("Idempotency-Key"))
                .isNotBlank();
        assertThat(StubServices.seen("DELETE", search).getFirst().header("If-Match"))
                .isEqualTo("\"3\"");
        // What an order names stays, and is no reason to stop.
        assertThat(StubServices.seen("DELETE", party).getFirst().header("If-Match"))
                .isEqualTo("\"4\"");
    }

    @Test
    void whoHasAnOfferIsToldWhatToDoBeforeErasing() {
        String path = "/talent/data/erasure";
        StubServices.answer(
                "POST /talents/" + StubServices.TALENT + "/erasure",
                409,
                "{\"status\":409,\"code\":\"erasure-offer-open\",\"errors\":[]}");

        Response refused = post("talent", path, path, Map.of("/erasure/sure", "true"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(PagesTest.text(refused.asString())).contains("回答待ちのオファーがあります");
    }

    @Test
    void timesAreThoseOfTheReadersZoneByTheirDeviceOrTheirChoice() {
        String here = "zone_here=America%2FLos_Angeles";
        String japan = text("talent", OFFER, "none=1");

        assertThat(text("talent", OFFER, here))
                .containsPattern("時刻は.*太平洋時間で表示しています")
                .isNotEqualTo(japan);
        assertThat(text("talent", OFFER, here + "; zone=Europe%2FLondon")).contains("ロンドン時間");
        assertThat(text("talent", OFFER, here + "; zone=Asia%2FTokyo")).isEqualTo(japan);
        assertThat(text("talent", OFFER, "zone=Mars%2FBase; zone_here=%")).isEqualTo(japan);
        assertThat(japan).doesNotContain("で表示しています");
    }

    @Test
    void aReaderChoosesTheirZone() {
        String page = "/settings/notifications";
        Response chosen = post("talent", page, "/settings/zone", Map.of("zone", "America/New_York"));
        Response device = post("talent", page, "/settings/zone", Map.of("zone", "Mars/Base"));

        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.header("Set-Cookie"))
                .startsWith("zone=America%2FNew_York;")
                .contains("Path=/", "Max-Age=31536000");
        assertThat(device.header("Set-Cookie")).startsWith("zone=;").contains("Max-Age=0");
        assertThat(as("talent")
                        .header("Cookie", "zone=America%2FNew_York")
                        .get(page)
                        .asString())
                .contains("<option value=\"America/New_York\" selected>");
    }

    @ParameterizedTest
    @CsvSource({"resume", "profile", "availability", "wishes"})
    void whatIsTypedIsKeptAsADraftOfThisReader(String part) {
        String path = "/talent/" + part;
        String html = as("talent").queryParam("lang", "en").get(path).asString();
        Response typed = post("talent", path, path, Map.of("_add", "", "/summary", "未保存"));

        assertThat(html)
                .containsPattern("<form [^>]*action=\"" + path + "\"[^>]* data-draft data-fresh")
                .containsPattern("id=\"draft\" data-reader=\"[0-9a-f-]{36}\" data-saved=\"\"")
                .contains("data-kept=\"Draft kept on this device at %\"", "role=\"status\" aria-live=\"polite\"")
                .containsPattern("<script type=\"module\" src=\"/assets/[0-9a-f]+/draft\\.js\">");
        assertThat(as("talent").queryParam("saved", part).get(path).asString()).contains("data-saved=\"" + part + "\"");
        // As a draft comes back: shown again as typed, and nothing is saved.
        assertThat(typed.statusCode()).isEqualTo(200);
        assertThat(typed.asString()).contains(" data-draft").doesNotContain("data-fresh");
        assertThat(StubServices.seen("PUT", "/talents/" + StubServices.TALENT + "/" + part))
                .isEmpty();
    }

    @Test
    void theSheetOfWhatIsTypedIsShownBesideTheFormAndMadeByTheService() {
        String path = "/talent/resume";
        String service = "/talents/" + StubServices.TALENT + "/sheet/preview";
        StubServices.answer("PUT " + service, 200, StubServices.read("sheet"));

        assertThat(as("talent").get(path).asString())
                .contains("hx-post=\"/talent/resume/preview\" hx-include=\"#editor\"")
                .containsPattern("<form id=\"editor\" method=\"post\" action=\"/talent/resume\"");
        Response shown = preview("talent", Map.of("/summary", "PMOを十年"));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.asString())
                .startsWith("<header><p class=\"initials\">")
                .doesNotContain("<html");
        assertThat(StubServices.seen("PUT", service).getFirst().body()).contains("\"summary\":\"PMOを十年\"");
        assertThat(StubServices.seen("PUT", "/talents/" + StubServices.TALENT + "/resume"))
                .isEmpty();

        assertThat(preview("talent", Map.of("/skills/0/years", "many")).statusCode())
                .isEqualTo(204);
        StubServices.answer("PUT " + service, 422, "{\"status\":422,\"code\":\"invalid\",\"errors\":[]}");
        assertThat(preview("talent", Map.of()).statusCode()).isEqualTo(204);
        assertThat(preview("client", Map.of()).statusCode()).isEqualTo(403);
    }

    /** As the script beside the form sends it. */
    private static Response preview(String role, Map<String, String> typed) {
        String token = as(role).get("/settings/notifications")
                .asString()
                .replaceFirst("(?s).*?name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        return as(role).contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("_csrf", token)
                .formParams(typed)
                .post("/talent/resume/preview");
    }

    private static String text(String role, String path, String cookies) {
        return PagesTest.text(as(role).header("Cookie", cookies).get(path).asString());
    }
}
