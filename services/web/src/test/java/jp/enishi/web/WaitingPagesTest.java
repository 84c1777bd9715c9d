package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people start, and what they choose from: what waits for their answer, the board of a case, people side by side. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class WaitingPagesTest {
    private static final String CASE = "/client/cases/" + StubServices.CASE;
    private static final String OTHER = "01980000-0000-7000-8000-000000000102";

    @BeforeEach
    void answers() {
        StubServices.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void aTalentStartsWithWhatNeedsAnAnswer(String language) {
        String html = as("talent").queryParam("lang", language).get("/talent").asString();

        assertThat(html)
                .contains("<html lang=\"" + language + "\">")
                .contains("href=\"/meetings/" + StubServices.POLL + "\"")
                .contains("href=\"/meetings/" + StubServices.BOOKED + "\"");
        // the offer waits for the client, and the talent has confirmed the order
        assertThat(html)
                .doesNotContain("/offers/" + StubServices.OFFER)
                .doesNotContain("/orders/" + StubServices.PLACED);
        assertThat(text(html)).doesNotContainPattern("\\b(waiting|dashboard|label)_\\w+");
    }

    @Test
    void aClientFindsWhatWaitsAboveTheCases() {
        String html = as("client").queryParam("lang", "en").get("/client/cases").asString();

        assertThat(html)
                .contains("href=\"/offers/" + StubServices.OFFER + "\"")
                .contains("href=\"/orders/" + StubServices.ORDER + "\"")
                .contains("href=\"/orders/" + StubServices.PLACED + "\"")
                .doesNotContain("href=\"/meetings/" + StubServices.POLL + "\"");
        assertThat(html.indexOf("Needs your answer")).isPositive().isLessThan(html.indexOf(CASE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"talent /talent ja", "client /client/cases en"})
    void termsToSignAndTalksThatAreDueWaitToo(String reader) {
        String[] who = reader.split(" ");
        StubServices.answer("GET /engagements/due", 200, """
            {"items":[{"engagementId":"%1$s","candidacyId":"%2$s","kind":"AMENDMENT","number":1,"on":"2026-11-30"},
             {"engagementId":"%1$s","candidacyId":"%2$s","kind":"CHECK_IN","number":2,"on":"2026-11-30"}]}\
            """.formatted(StubServices.ENGAGEMENT, StubServices.MET));

        String html = as(who[0]).queryParam("lang", who[2]).get(who[1]).asString();

        assertThat(html).contains("href=\"/engagements/" + StubServices.ENGAGEMENT + "\"");
        assertThat(text(html))
                .contains(
                        who[2].equals("ja") ? "変更された条件を確かめ、署名してください" : "Read the changed terms and sign",
                        who[2].equals("ja") ? "稼働の様子をお知らせください" : "Say how the work is going");
    }

    @Test
    void whatCannotBeAskedForIsSaid() {
        StubServices.answer("GET /meetings", 503, "{\"status\":503,\"code\":\"unavailable\"}");

        var answer = as("client").queryParam("lang", "en").get("/client/cases");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("/offers/" + StubServices.OFFER)
                .contains("class=\"notice\" role=\"status\"");
    }

    @Test
    void whatCannotBeNamedStillLeadsOn() {
        StubServices.answer("GET /candidacies/seats", 503, "{\"status\":503,\"code\":\"unavailable\"}");

        var answer = as("client").queryParam("lang", "en").get("/client/cases");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("href=\"/offers/" + StubServices.OFFER + "\"")
                .contains("class=\"notice\" role=\"status\"");
    }

    /** Each service is asked on a thread of its own; one by one, the first would wait for the last in vain. */
    @Test
    void theServicesAreAskedAtOnceInTheReadersName() {
        var all = new CountDownLatch(3);
        for (String list : List.of("cases", "offers", "orders")) {
            StubServices.answerAfter("GET /" + list, () -> {
                all.countDown();
                return all.await(30, TimeUnit.SECONDS);
            });
        }

        String html = as("client").queryParam("lang", "en").get("/client/cases").asString();

        assertThat(all.getCount()).isZero();
        assertThat(html).contains("href=\"/offers/" + StubServices.OFFER + "\"").contains(CASE);
        for (String list : List.of("/cases", "/offers", "/orders", "/meetings", "/candidacies/seats")) {
            assertThat(StubServices.seen("GET", list))
                    .as(list)
                    .isNotEmpty()
                    .allSatisfy(seen -> assertThat(seen.header("Authorization")).startsWith("Bearer "))
                    .allSatisfy(
                            seen -> assertThat(seen.header("Accept-Language")).isEqualTo("en"));
        }
    }

    @Test
    void aSessionThatIsOverIsNoMissingPart() {
        StubServices.answer("GET /offers", 401, "{\"status\":401,\"code\":\"unauthenticated\"}");

        assertThat(as("client").get("/client/cases").statusCode()).isNotEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void aClientSeesTheBoardFromTheProposalOn(String language) {
        String html = as("client")
                .queryParam("lang", language)
                .get(CASE + "/pipeline")
                .asString();

        assertThat(html)
                .contains("class=\"board four\"")
                .contains("href=\"/client/candidacies/" + StubServices.MET + "/offer\"")
                .contains("href=\"/client/candidacies/" + StubServices.PROPOSED + "\"");
        assertThat(text(html)).doesNotContainPattern("\\b(pipeline|stage)_\\w+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void peopleAreComparedNeedByNeed(String language) {
        String html = as("client")
                .queryParam("lang", language)
                .get(CASE + "/comparison?position=" + StubServices.POSITION + "&talent=" + StubServices.TALENT
                        + "&talent=" + OTHER)
                .asString();

        assertThat(html).contains("<table class=\"compared\">");
        assertThat(html.split("<th scope=\"col\">", -1)).hasSize(4);
        assertThat(html.split("class=\"said\"", -1)).hasSizeGreaterThan(2);
        assertThat(text(html)).doesNotContainPattern("\\b(comparison|label|need|verdict)_\\w+");
    }

    @Test
    void fourAreComparedAtMostAndOneIsNoComparison() {
        String five = as("client")
                .queryParam("lang", "en")
                .get(CASE + "/comparison?talent=" + StubServices.TALENT + "&talent=" + OTHER + "&talent="
                        + StubServices.id(103) + "&talent=" + StubServices.id(104) + "&talent=" + StubServices.id(105))
                .asString();
        String none =
                as("client").queryParam("lang", "en").get(CASE + "/comparison").asString();

        assertThat(five).contains("these are the first four");
        assertThat(none).contains("Choose two to four people").doesNotContain("<table");
        assertThat(as("talent").get(CASE + "/comparison").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void ofOnePersonItSaysWhyTheyFitWithWhatShowsIt(String language) throws IOException {
        ObjectNode ranking = (ObjectNode) new ObjectMapper().readTree(StubServices.read("ranking"));
        ArrayNode items = (ArrayNode) ranking.path("items");
        while (items.size() > 1) {
            items.remove(1);
        }
        StubServices.answer("GET /matches/cases/" + StubServices.CASE, 200, ranking.toString());

        String html = as("client")
                .queryParam("lang", language)
                .get(CASE + "/comparison?talent=" + StubServices.TALENT)
                .asString();

        assertThat(text(html))
                .contains(language.equals("ja") ? "合う理由" : "Why this matches")
                .doesNotContainPattern("\\b(comparison|why|contribution|verdict)_\\w+");
        assertThat(html).contains("<table class=\"contributions\">").contains("<blockquote class=\"evidence\"");
        assertThat(as("client").get("/client/candidacies/" + StubServices.MET).asString())
                .containsPattern("href=\"" + CASE + "/comparison\\?position=[0-9a-f-]+&amp;talent=[0-9a-f-]+\"");
    }

    /** Back from the comparison: the same place of the list, the same people ticked. */
    @Test
    void whoWasComparedIsStillTickedAfterwards() {
        String chosen = "talent=" + StubServices.TALENT + "&talent=" + OTHER;
        String place = "?position=" + StubServices.POSITION + "&skill=risk-management&sort=rate&" + chosen;

        String list = as("client")
                .get(CASE + "?position=" + StubServices.POSITION + "&skill=risk-management&sort=rate")
                .asString();
        String compared = as("client").get(CASE + "/comparison" + place).asString();
        String again = as("client").get(CASE + place).asString();

        assertThat(list)
                .contains("<input type=\"hidden\" name=\"skill\" value=\"risk-management\">")
                .contains("<input type=\"hidden\" name=\"sort\" value=\"rate\">")
                .doesNotContain("form=\"compare\" checked");
        assertThat(compared).contains("href=\"" + CASE + place.replace("&", "&amp;") + "\"");
        assertThat(again).contains("value=\"" + StubServices.TALENT + "\" form=\"compare\" checked>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>", "x' or 1", "../..", "01980000-0000-7000-8000-00000000010G"})
    void whatIsNobodyIsNotTicked(String forged) {
        String compared = as("client")
                .queryParam("talent", forged)
                .queryParam("position", forged)
                .get(CASE + "/comparison")
                .asString();

        assertThat(compared)
                .doesNotContain("<script>")
                .containsPattern("<p class=\"back\"><a href=\"" + CASE + "\\?position=[^\"&<>' ]+\">");
    }

    @ParameterizedTest
    @CsvSource({"ja, この案件は終了しました, 理由：充足", "en, This case is closed, Reason: Filled"})
    void aClosedCaseSaysSoToItsClientAndRanksNobody(String language, String closed, String reason) throws IOException {
        ObjectNode it = (ObjectNode) new ObjectMapper().readTree(StubServices.read("case"));
        it.put("status", "CLOSED").put("closingReason", "FILLED");
        StubServices.answer("GET /cases/" + StubServices.CASE, 200, it.toString());

        String html = as("client").queryParam("lang", language).get(CASE).asString();

        assertThat(text(html)).contains(closed);
        assertThat(html)
                .contains(reason, "href=\"" + CASE + "/pipeline\"", "href=\"" + CASE + "/proposals\"")
                .contains("href=\"/inquiry\"")
                .doesNotContain("class=\"ranked\"", CASE + "/comparison", "/searches/new");
        assertThat(as("coordinator")
                        .get("/coordinator/cases/" + StubServices.CASE + "/ranking")
                        .asString())
                .contains("class=\"ranked\"");
    }

    @Test
    void theRankingLetsOneChooseWhomToCompare() {
        String html = as("client").queryParam("lang", "en").get(CASE).asString();

        assertThat(html)
                .contains("action=\"" + CASE + "/comparison\"")
                .contains("<input type=\"checkbox\" name=\"talent\" value=\"" + StubServices.TALENT
                        + "\" form=\"compare\">");
        assertThat(as("coordinator")
                        .get("/coordinator/cases/" + StubServices.CASE + "/ranking")
                        .asString())
                .doesNotContain("/comparison");
    }

    @Test
    void whoIsSignedInHearsOfNewsOnEveryPage() {
        assertThat(as("talent").get("/talent/wishes").asString())
                .contains(
                        "id=\"live\" role=\"status\" aria-live=\"polite\" data-stream=\"/api/v1/notifications/stream\"")
                .containsPattern("<script type=\"module\" src=\"/assets/[0-9a-f]+/live\\.js\">");
        assertThat(as("anonymous").get("/").asString()).doesNotContain("live.js");
        String address = as("talent")
                .get("/talent/wishes")
                .asString()
                .replaceAll("(?s).*src=\"(/assets/[0-9a-f]+/)live.js.*", "$1");
        assertThat(as("anonymous").get(address + "stream.js").statusCode()).isEqualTo(200);
    }

    @Test
    void aTalentTakesEverythingAlong() throws Exception {
        StubServices.answer("GET /searches", 200, "{\"items\":[]}");
        StubServices.answer("GET /offers/" + StubServices.id(862), 200, StubServices.read("offer"));

        var file = as("talent").get("/talent/data/enishi.json");
        var data = new com.fasterxml.jackson.databind.ObjectMapper().readTree(file.asString());

        assertThat(as("talent").get("/talent/data").asString()).contains("href=\"/talent/data/enishi.json\" download");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.header("Content-Disposition")).contains("attachment");
        assertThat(file.header("Cache-Control")).contains("no-store");
        assertThat(data.at("/talent/talentId").asText()).isEqualTo(StubServices.TALENT);
        for (String part : java.util.List.of(
                "versions",
                "terms",
                "consents",
                "disclosures",
                "candidacies",
                "meetings",
                "offers",
                "orders",
                "engagements",
                "notifications")) {
            assertThat(data.get(part)).as(part).isNotEmpty();
        }
        assertThat(data.at("/party")).isNotEmpty();
        assertThat(as("client").get("/talent/data/enishi.json").statusCode()).isEqualTo(403);
        StubServices.answer("GET /offers", 503, "{\"status\":503,\"code\":\"unavailable\"}");
        assertThat(as("talent").get("/talent/data/enishi.json").statusCode()).isEqualTo(503);
    }

    private static void withHistory() {
        StubServices.answer(
                "GET /cases/" + StubServices.CASE + "/candidacies",
                200,
                "{\"items\":[" + StubServices.read("candidacy") + "]}");
    }

    @Test
    void aTimelineSaysWhatIsMissing() {
        withHistory();
        StubServices.answer("GET /meetings", 503, "");

        var answer = as("coordinator").get("/coordinator/cases/" + StubServices.CASE + "/timeline");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("一部の記録をただいま表示できません")
                .contains("href=\"/orders/" + StubServices.ORDER + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void aCoordinatorReadsWhatHappenedToACase(String language) {
        withHistory();

        var answer = as("coordinator")
                .queryParam("lang", language)
                .get("/coordinator/cases/" + StubServices.CASE + "/timeline");
        String html = answer.asString();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(html)
                .contains("href=\"/coordinator/candidacies/" + StubServices.MET + "\"")
                .contains("href=\"/coordinator/cases/" + StubServices.CASE + "/history\"")
                .contains("href=\"/meetings/" + StubServices.POLL + "\"")
                .contains("href=\"/offers/" + StubServices.OFFER + "\"")
                .contains("href=\"/orders/" + StubServices.ORDER + "\"");
        // One question for each kind of thing, none for each person.
        assertThat(StubServices.seen("GET", "/cases/" + StubServices.CASE + "/candidacies"))
                .hasSize(1);
        assertThat(StubServices.seen("GET", "/candidacies/" + StubServices.MET)).isEmpty();
        var times = java.util.regex.Pattern.compile("<time datetime=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(times).hasSizeGreaterThan(3).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(text(html)).doesNotContainPattern("\\b(timeline|stage|actor|option|requirements)_\\w+");
        assertThat(as("client")
                        .get("/coordinator/cases/" + StubServices.CASE + "/timeline")
                        .statusCode())
                .isEqualTo(403);
    }
}
