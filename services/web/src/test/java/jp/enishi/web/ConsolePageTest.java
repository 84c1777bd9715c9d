package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
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
        StubServices.answer(
                "GET /cases/" + StubServices.CASE + "/candidacies", 200, StubServices.read("desk-candidacies"));
        StubServices.answer("GET /proposals", 200, """
            {"items":[{"proposalId":"01980000-0000-7000-8000-000000000852","caseId":"%s","caseTitle":{"ja":"社内業務システム改善支援"},
            "state":"SENT","decideBy":"2026-12-01T09:00:00Z","undecided":1}]}\
            """.formatted(StubServices.CASE));
        StubServices.answer("GET /meetings", 200, "{\"items\":[" + StubServices.read("desk-meeting") + "]}");
        StubServices.answer("GET /offers", 200, """
            {"items":[{"offerId":"01980000-0000-7000-8000-000000000961","version":1,"candidacyId":"01980000-0000-7000-8000-000000000805","caseId":"%s","positionId":"01980000-0000-7000-8000-000000000602",
            "talentId":"01980000-0000-7000-8000-000000000115","state":"OPEN","number":1,"waitsFor":"TALENT","expiresAt":"2026-12-03T09:00:00Z"}]}\
            """.formatted(StubServices.CASE));
        StubServices.answer("GET /engagements", 200, """
            {"items":[{"engagementId":"%s","version":2,"caseId":"%s","state":"ACTIVE","start":"2020-01-06","end":"2020-07-31"},{"engagementId":"ended","version":2,"caseId":"%s","state":"ENDED"}]}\
            """.formatted(ENGAGEMENT, StubServices.CASE, StubServices.CASE));
        StubServices.answer("GET /engagements/" + ENGAGEMENT, 200, """
            {"engagementId":"%s","version":2,"caseId":"%s","state":"ACTIVE","start":"2020-01-06","end":"2020-07-31","noticeBy":"2020-06-30",
            "checkIns":[{"number":1,"dueOn":"2020-01-20","reports":[{"side":"CLIENT","text":"順調"},{"side":"TALENT","text":"順調"}]},{"number":2,"dueOn":"2020-02-20","reports":[{"side":"CLIENT","text":"順調"}]},{"number":3,"dueOn":"2099-02-20","reports":[]}],
            "tickets":[{"number":1,"state":"OPEN","category":"PAYMENT","side":"TALENT","text":"未払い","at":"2020-03-01T00:00:00Z"},{"number":2,"state":"RESOLVED","category":"WORK","side":"TALENT","text":"済","at":"2020-03-01T00:00:00Z"}]}\
            """.formatted(ENGAGEMENT, StubServices.CASE));
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
    void whatIsDoneOrFarAwayIsNotThere() {
        assertThat(text(as("coordinator").get("/coordinator").asString()))
                .contains("2回目の確認")
                .doesNotContain("1回目の確認")
                .doesNotContain("3回目の確認")
                .contains("相談：支払")
                .doesNotContain("相談：業務");
    }

    @Test
    void whatThePipelineAndTheOrdersWaitForIsThere() {
        StubServices.answer("GET /cases/" + StubServices.CASE + "/candidacies", 200, """
            {"items":[%s,%s,%s,%s]}\
            """.formatted(
                        person("a1", "APPLIED"),
                        person("a2", "MEETING_WANTED"),
                        person("a3", "MET"),
                        person("a4", "DECLINED")));
        StubServices.answer("GET /cases/01980000-0000-7000-8000-000000000303/candidacies", 200, "{\"items\":[]}");
        StubServices.answer(
                "GET /cases/" + StubServices.CASE,
                200,
                StubServices.read("case").replaceFirst("\\{", """
                    {"adjustments":[{"meetingId":"m","at":"2026-11-28T01:00:00Z","side":"CLIENT","candidacyId":"a3"}],\
                    """));
        StubServices.answer("GET /engagements/" + ENGAGEMENT, 200, """
            {"engagementId":"%s","version":2,"caseId":"%s","state":"ACTIVE","start":"2020-01-06","end":"2099-07-31","termsHash":"h",
            "amendments":[{"number":1,"side":"CLIENT","lowersFee":true,"beforeHash":"h","signedBy":["CLIENT"]}]}\
            """.formatted(ENGAGEMENT, StubServices.CASE));

        assertThat(as("coordinator").get("/coordinator").asString())
                .contains("href=\"/coordinator/candidacies/a1\"")
                .contains("href=\"/coordinator/candidacies/a2\"")
                .doesNotContain("/coordinator/candidacies/a4")
                .contains("クライアントが条件の調整を希望")
                .contains("href=\"/coordinator/cases/" + StubServices.CASE + "/requirements\"")
                .contains("href=\"/orders/" + StubServices.ORDER + "\"")
                .contains("1回目の条件変更が署名待ち");
    }

    private static String person(String id, String stage) {
        return """
            {"candidacyId":"%s","caseId":"%s","positionId":"%s","talentId":"t","version":1,"stage":"%s","since":"2026-11-27T01:00:00Z","talentVersion":1}\
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
