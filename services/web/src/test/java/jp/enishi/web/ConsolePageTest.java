package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for a coordinator. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class ConsolePageTest {
    private static final String ENGAGEMENT = "01980000-0000-7000-8000-000000000971";

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /inquiries", 200, StubServices.read("inquiries"));
        StubServices.answer("GET /candidacies", 200, StubServices.read("desk-candidacies"));
        StubServices.answer("GET /proposals", 200, """
            {"items":[{"proposalId":"01980000-0000-7000-8000-000000000852","caseId":"%s","caseTitle":{"ja":"社内業務システム改善支援"},
            "state":"SENT","decideBy":"2026-12-01T09:00:00Z","undecided":1}]}\
            """.formatted(StubServices.CASE));
        StubServices.answer("GET /meetings", 200, "{\"items\":[" + StubServices.read("desk-meeting") + "]}");
        StubServices.answer("GET /offers", 200, """
            {"items":[{"offerId":"01980000-0000-7000-8000-000000000961","version":1,"candidacyId":"01980000-0000-7000-8000-000000000805","caseId":"%s","positionId":"01980000-0000-7000-8000-000000000602",
            "talentId":"01980000-0000-7000-8000-000000000115","state":"OPEN","number":1,"waitsFor":"TALENT","expiresAt":"2026-12-03T09:00:00Z"}]}\
            """.formatted(StubServices.CASE));
        StubServices.answer("GET /engagements/due", 200, """
            {"items":[%s,%s]}\
            """.formatted(
                        due("CHECK_IN", ",\"number\":2"),
                        due("TICKET", ",\"number\":1,\"at\":\"2020-03-01T00:00:00Z\",\"category\":\"PAYMENT\"")));
    }

    private static String due(String kind, String more) {
        return """
            {"engagementId":"%s","candidacyId":"a3","caseId":"%s","kind":"%s","on":"2020-02-20"%s}\
            """.formatted(ENGAGEMENT, StubServices.CASE, kind, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void allThatWaitsIsThereAndLeadsOn(String language) throws IOException {
        var answer = as("coordinator").queryParam("lang", language).get("/coordinator");
        keep("coordinator/console-" + language, answer.asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer.asString())).doesNotContainPattern("\\b(queue|console|option|inquiry|waits)_\\w+");
        assertThat(answer.asString())
                .contains("href=\"/coordinator/inquiries/01980000-0000-7000-8000-000000000702\"")
                .contains("href=\"/coordinator/proposals/01980000-0000-7000-8000-000000000852\"")
                .contains("href=\"/meetings/01980000-0000-7000-8000-000000000950\"")
                .contains("href=\"/offers/01980000-0000-7000-8000-000000000961\"")
                .contains("href=\"/engagements/" + ENGAGEMENT + "#tickets\"");
    }

    @Test
    void theMostUrgentStandsFirstAndWhatIsLateSaysSo() {
        String html = as("coordinator").get("/coordinator").asString();

        assertThat(html.indexOf("Kita Logistics")).isLessThan(html.indexOf("あおぞら商事"));
        assertThat(html).contains("<span class=\"tag bad\">期限超過 2020年11月30日 18:00</span>");
    }

    @Test
    void whatIsDueInEngagementsIsThere() {
        assertThat(text(as("coordinator").get("/coordinator").asString()))
                .contains("2回目の確認")
                .contains("期限超過 2020年2月20日")
                .contains("相談：支払");
    }

    @Test
    void itAsksAsOftenForManyCasesAsForOne() {
        StubServices.answer("GET /candidacies", 200, "{\"items\":[" + person("a1", "MET") + "]}");
        as("coordinator").get("/coordinator");
        int few = StubServices.requests();
        answers();
        StubServices.answer("GET /candidacies", 200, twenty(number -> """
            {"candidacyId":"p%1$d","caseId":"c%1$d","positionId":"s","talentId":"t%1$d","version":1,"stage":"MET",\
            "adjustingMeetingId":"m","since":"2026-11-27T01:00:00Z","talentVersion":1}""".formatted(number)));
        StubServices.answer("GET /offers", 200, twenty(number -> """
            {"offerId":"o%1$d","version":1,"candidacyId":"p%1$d","caseId":"c%1$d","positionId":"s","talentId":"t",\
            "state":"OPEN","number":1,"waitsFor":"TALENT","expiresAt":"2026-12-03T09:00:00Z"}""".formatted(number)));
        StubServices.answer("GET /engagements/due", 200, twenty(number -> """
            {"engagementId":"e%1$d","candidacyId":"p%1$d","kind":"NOTICE","on":"2026-12-03"}""".formatted(number)));

        String html = as("coordinator").get("/coordinator").asString();

        assertThat(html)
                .contains("/coordinator/cases/c19/requirements")
                .contains("/offers/o19")
                .contains("/engagements/e19");
        assertThat(text(html)).contains("ほか15件を表示");
        assertThat(StubServices.requests()).isLessThanOrEqualTo(few);
        assertThat(StubServices.seen("GET", "/candidacies/seats"))
                .as("whoever the queues are about is asked about once")
                .hasSize(1);
        assertThat(StubServices.seen("GET", "/talents/names"))
                .as("and what they are called: those of the pipeline, and those of the rest")
                .hasSizeLessThanOrEqualTo(2);
    }

    private static String twenty(IntFunction<String> item) {
        return IntStream.range(0, 20).mapToObj(item).collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    @Test
    void whatThePipelineAndTheOrdersWaitForIsThere() {
        StubServices.answer("GET /candidacies", 200, """
            {"items":[%s,%s,%s,%s]}\
            """.formatted(
                        person("a1", "APPLIED"),
                        person("a2", "MEETING_WANTED"),
                        person("a3", "MET"),
                        person("a4", "DECLINED")));
        StubServices.answer(
                "GET /engagements/due",
                200,
                "{\"items\":[" + due("AMENDMENT", ",\"number\":1,\"at\":\"2020-03-01T00:00:00Z\"") + "]}");

        assertThat(as("coordinator").get("/coordinator").asString())
                .contains("href=\"/coordinator/candidacies/a1\"")
                .contains("href=\"/coordinator/candidacies/a2\"")
                .doesNotContain("/coordinator/candidacies/a4")
                .contains("基幹刷新")
                .contains("クライアントが条件の調整を希望")
                .contains("href=\"/coordinator/cases/" + StubServices.CASE + "/requirements\"")
                .contains("href=\"/orders/" + StubServices.ORDER + "\"")
                .contains("1回目の条件変更が署名待ち");
        assertThat(StubServices.asked("/orders"))
                .as("finished ones don't push the others out")
                .contains("state=PREPARED", "state=ORDERED");
    }

    private static String person(String id, String stage) {
        return """
            {"candidacyId":"%s","caseId":"%s","positionId":"%s","talentId":"t","version":1,"stage":"%s","caseTitle":{"ja":"基幹刷新"},"adjustingMeetingId":"m","adjustingSide":"CLIENT","since":"2026-11-27T01:00:00Z","talentVersion":1}\
            """.formatted(id, StubServices.CASE, StubServices.POSITION, stage);
    }

    @Test
    void aServiceThatIsAwayLeavesTheOthers() {
        StubServices.answer("GET /meetings", 503, "");
        StubServices.answer("GET /offers", 200, "{\"items\":[]}");

        var answer = as("coordinator").get("/coordinator");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("ただいま表示できません。数分後にもう一度お試しください。")
                .contains("回答待ちのオファーはありません。")
                .contains("Kita Logistics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"talent", "client"})
    void othersAreRefused(String role) {
        assertThat(as(role).get("/coordinator").statusCode()).isEqualTo(403);
    }
}
