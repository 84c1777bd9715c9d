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

/** Coordinators read who of which client saw what of whom. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class CoordinatorDisclosuresTest {
    private static final String PAGE = "/coordinator/disclosures";

    @BeforeEach
    void answers() {
        StubServices.reset();
    }

    @Test
    void eachLineSaysWhoseWhatToWhomWhyAndForWhichCase() {
        String html = as("coordinator").get(PAGE).asString();

        assertThat(html)
                .contains("<a href=\"/coordinator/talents/" + StubServices.TALENT + "\">山田 太郎</a>")
                .contains("<a href=\"/coordinator/companies/" + StubServices.COMPANY + "\">株式会社みなと製作所</a>")
                .contains("<a href=\"/coordinator/cases/" + StubServices.CASE + "\">社内業務システム改善支援</a>")
                .contains("href=\"" + PAGE + "?&amp;cursor=abc\"");
        assertThat(text(html))
                .contains("2026年10月2日 10:00", "匿名のスキルシート 第6版", "ご提案の検討", "鈴木 一郎")
                .contains("氏名入りの職務経歴 第6版", "商談・ご検討", "クライアント企業", "退会した方");
        assertThat(text(as("coordinator").get(PAGE + "?lang=en").asString()))
                .contains("Minato Works Ltd.", "Improving the in-house budget system", "Somebody who left");
        assertThat(StubServices.seen("GET", "/talents/names").size())
                .as("names are asked for at once")
                .isEqualTo(2);
        assertThat(as("coordinator").get("/coordinator").asString()).contains("href=\"" + PAGE + "\"");
        assertThat(as("coordinator")
                        .get("/coordinator/talents/" + StubServices.TALENT)
                        .asString())
                .contains("href=\"" + PAGE + "?talent=" + StubServices.TALENT + "\"");
    }

    @Test
    void itIsNarrowedToATalentAClientAndDaysOfTheReader() {
        String organization = StubServices.id(501);
        String query =
                "talent=" + StubServices.TALENT + "&organization=" + organization + "&from=2026-10-01&until=2026-10-31";
        String html = as("coordinator").get(PAGE + "?" + query).asString();

        assertThat(StubServices.asked("/talents/disclosures"))
                .contains("talentId=" + StubServices.TALENT, "organizationId=" + organization)
                .contains("from=2026-09-30T15", "before=2026-10-31T15");
        assertThat(text(html)).contains("山田 太郎 の分のみ");
        assertThat(html)
                .contains("<input type=\"hidden\" name=\"talent\" value=\"" + StubServices.TALENT + "\">")
                .contains("<option value=\"" + organization + "\" selected>")
                .contains("value=\"2026-10-01\"")
                .contains(query.replace("&", "&amp;") + "&amp;cursor=abc");
    }

    @ParameterizedTest
    @CsvSource({
        "from=x, f-from-fault",
        "until=2026-02-30, f-until-fault",
        "from=-0001-01-01, f-from-fault",
        "until=99999-01-01, f-until-fault",
        "from=2026-10-02&until=2026-10-01, f-until-fault"
    })
    void daysThatAreNoneAreSaidToBe(String query, String fault) {
        var answer = as("coordinator").get(PAGE + "?" + query);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("id=\"" + fault + "\"");
        assertThat(StubServices.seen("GET", "/talents/disclosures")).isEmpty();
    }

    @Test
    void namesThatNobodyTellsLeaveTheLines() {
        for (String part : new String[] {"/talents/names", "/cases", "/companies"}) {
            StubServices.answer("GET " + part, 503, "{\"status\":503,\"code\":\"unavailable\"}");
        }
        var answer = as("coordinator").get(PAGE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer.asString())).contains("2026年10月3日 10:00", "クライアント企業");

        StubServices.answer("GET /talents/disclosures", 200, "{\"items\":[]}");
        assertThat(text(as("coordinator").get(PAGE).asString())).contains("開示はまだありません。");
        assertThat(text(as("coordinator").get(PAGE + "?from=2026-10-01").asString()))
                .contains("条件に合う開示はありません。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"talent", "client", "admin", "auditor"})
    void othersAreRefused(String role) {
        assertThat(as(role).get(PAGE).statusCode()).isEqualTo(403);
        assertThat(StubServices.requests()).isZero();
    }
}
