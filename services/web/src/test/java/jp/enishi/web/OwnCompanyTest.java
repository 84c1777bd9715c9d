package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client sees who else acts for their company, and how somebody joins them. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class OwnCompanyTest {
    private static final String PAGE = "/client/company";

    @BeforeEach
    void answers() {
        StubServices.reset();
    }

    @Test
    void colleaguesAreReadInJapanese() {
        String html = page("ja");

        assertThat(text(html))
                .containsPattern("鈴木 一郎\\s*（あなた）\\s*suzuki@minato\\.example\\s*利用中")
                .containsPattern("Smith John\\s*smith@minato\\.example\\s*招待済み")
                .containsPattern("former@minato\\.example\\s*停止中")
                .contains("株式会社みなと製作所", "メンバーの追加は、担当の運営スタッフ")
                .containsOnlyOnce("（あなた）")
                .containsOnlyOnce("former@minato.example");
        assertThat(html).contains("<title>自社のメンバー | Enishi</title>", "href=\"mailto:");
    }

    @Test
    void colleaguesAreReadInEnglish() {
        String html = page("en");

        assertThat(text(html))
                .containsPattern("鈴木 一郎\\s*\\(you\\)\\s*suzuki@minato\\.example\\s*Active")
                .containsPattern("John Smith\\s*smith@minato\\.example\\s*Invited")
                .containsPattern("former@minato\\.example\\s*Locked")
                .contains("Minato Works Ltd.", "To add a colleague, please ask your coordinator");
        assertThat(html).contains("<title>Your company | Enishi</title>", "<span lang=\"ja\">鈴木 一郎</span>");
    }

    @ParameterizedTest
    @CsvSource({"ja, 表示できるメンバーはまだいません。", "en, There is nobody to show yet."})
    void nobodyIsSaid(String language, String said) {
        StubServices.answer("GET /companies/members", 200, "[]");
        assertThat(text(page(language))).containsOnlyOnce(said);
        StubServices.answer(
                "GET /companies/members",
                200,
                "[{\"companyId\":\"" + StubServices.COMPANY + "\",\"name\":{\"ja\":\"株式会社みなと製作所\"},\"people\":[]}]");
        assertThat(text(page(language))).containsOnlyOnce(said).contains("株式会社みなと製作所");
    }

    @Test
    void theMenuOfAClientLeadsThere() {
        assertThat(as("client").get("/client/cases").asString()).contains("href=\"" + PAGE + "\"");
        assertThat(as("talent").get("/talent").asString()).doesNotContain(PAGE);
        assertThat(as("coordinator").get("/coordinator").asString()).doesNotContain(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"talent", "coordinator", "admin", "auditor"})
    void nobodyElseHasSuchAPage(String role) {
        assertThat(as(role).get(PAGE).statusCode()).isEqualTo(403);
        assertThat(StubServices.seen("GET", "/companies/members")).isEmpty();
    }

    private static String page(String language) {
        var answer = as("client").queryParam("lang", language).get(PAGE);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.asString();
    }
}
