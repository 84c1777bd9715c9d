package jp.enishi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader is offered, and what is said when there is nothing to show. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class ShownTest {
    private static final String REGISTER = "register=1";

    @BeforeEach
    void clean() {
        StubServices.reset();
    }

    @Test
    void onlyWhoIsNotSignedInIsAskedToJoin() {
        assertThat(html("anonymous", "/")).contains(REGISTER);
        assertThat(html("anonymous", "/listings/" + StubServices.CASE)).contains(REGISTER);
        for (String role : new String[] {"talent", "client", "coordinator"}) {
            assertThat(html(role, "/")).as(role).doesNotContain(REGISTER);
            assertThat(html(role, "/listings/" + StubServices.CASE)).as(role).doesNotContain(REGISTER);
        }
        assertThat(html("talent", "/listings/" + StubServices.CASE)).contains("適合度と理由を見る");
    }

    @Test
    void whoMayNotSeeAPageCanSignInAsSomebodyElse() {
        assertThat(html("talent", "/coordinator/cases"))
                .contains("別のアカウントでログイン")
                .contains("action=\"/logout\"");
    }

    @Test
    void aClosedCaseIsToldWithoutALinkToIt() {
        StubServices.answer("GET /notifications", 200, """
                {"items":[{"notificationId":"01980000-0000-7000-8000-000000000703","kind":"CASE_CLOSED","createdAt":"2026-11-20T02:03:00Z",
                 "data":{"caseId":"%s","title":{"ja":"社内業務システム改善支援"}}}]}""".formatted(StubServices.CASE));

        assertThat(html("talent", "/talent/inbox"))
                .contains("お知らせした案件の募集が終了しました")
                .contains("既読にする")
                .doesNotContain("案件を見る");
    }

    @Test
    void newsOfTheOrderFlowLeadToTheirPage() {
        StubServices.answer("GET /notifications", 200, """
                {"items":[{"notificationId":"01980000-0000-7000-8000-000000000704","kind":"OFFER","createdAt":"2026-11-20T02:03:00Z",
                 "data":{"event":"NEW","caseId":"%s","title":{"ja":"社内業務システム改善支援"},"link":"/offers/%s","deadline":"2026-11-25T03:00:00Z"}},
                 {"notificationId":"01980000-0000-7000-8000-000000000705","kind":"MEETING_CHANGED","createdAt":"2026-11-19T02:03:00Z",
                 "data":{"event":"MOVED","link":"//evil.example/","start":"2026-11-25T03:00:00Z"}}]}""".formatted(StubServices.CASE, StubServices.CASE));

        assertThat(html("talent", "/talent/inbox"))
                .contains("オファーが届きました", "社内業務システム改善支援", "回答期限：", "2026年11月25日")
                .contains("name=\"page\" value=\"/offers/" + StubServices.CASE + "\"", "確認する")
                .contains("商談の日程が変わりました", "日時：", "既読にする")
                .doesNotContain("evil.example");
    }

    @Test
    void readingNewsGoesOnWithinThisSiteOnly() {
        String reading = "/talent/inbox/01980000-0000-7000-8000-000000000701/reading";
        String listing = "/listings/" + StubServices.CASE;
        for (var page : Map.of(
                        "/offers/" + StubServices.CASE,
                        "/offers/" + StubServices.CASE,
                        "https://evil.example/",
                        listing,
                        "//evil.example",
                        listing)
                .entrySet()) {
            var answer = PagesTest.post("talent", "/talent/inbox", reading, Map.of("page", page.getKey()));
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.header("Location")).endsWith(page.getValue()).doesNotContain("evil");
        }
    }

    @Test
    void anEmptyInboxSaysWhereToGo() {
        StubServices.answer("GET /notifications", 200, "{\"items\":[]}");

        assertThat(html("talent", "/talent/inbox")).contains("お知らせはまだありません").contains("href=\"/talent/cases\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publication", "closing"})
    void theAddressOfAFormLeadsToItsPage(String form) {
        var answer = PagesTest.as("coordinator").get("/coordinator/cases/" + StubServices.CASE + "/" + form);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/coordinator/cases/" + StubServices.CASE);
    }

    private static String html(String role, String path) {
        return PagesTest.as(role).queryParam("lang", "ja").get(path).asString();
    }
}
