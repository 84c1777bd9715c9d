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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One field for everything that a coordinator may see. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class CoordinatorSearchTest {

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /inquiries", 200, StubServices.read("inquiries"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void whatIsFoundIsThereByItsKindAndLeadsOn(String language) throws IOException {
        var answer = as("coordinator")
                .queryParam("lang", language)
                .queryParam("q", "みなと<script>")
                .get("/coordinator/search");
        keep("coordinator/search-" + language, answer.asString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer.asString())).doesNotContainPattern("\\b(found|search|inquiry|case|order)_\\w+");
        assertThat(answer.asString())
                .contains("value=\"みなと&lt;script&gt;\"")
                .contains("href=\"/coordinator/cases/" + StubServices.CASE + "\"")
                .contains("href=\"/coordinator/companies/" + StubServices.COMPANY + "\"")
                .contains("href=\"/coordinator/talents/" + StubServices.TALENT + "\"")
                .contains("href=\"/coordinator/inquiries/01980000-0000-7000-8000-000000000702\"")
                .contains("href=\"/orders/" + StubServices.ORDER + "\"");
    }

    @ParameterizedTest
    @CsvSource({"ja, 山田 太郎", "en, Taro Yamada"})
    void aTalentIsCalledAsTheReaderReadsNames(String language, String name) {
        StubServices.answer("GET /talents", 200, """
                {"items":[{"talentId":"%s","version":1,"status":"ACTIVE","familyName":"山田","givenName":"太郎",
                "familyNameRomaji":"Yamada","givenNameRomaji":"Taro","roles":[],"complete":true}],"next":null}\
                """.formatted(StubServices.TALENT));
        String link = "<a href=\"/coordinator/talents/" + StubServices.TALENT + "\">" + name + "</a>";

        assertThat(as("coordinator")
                        .queryParam("lang", language)
                        .get("/coordinator/talents")
                        .asString())
                .contains(link);
        assertThat(as("coordinator")
                        .queryParam("lang", language)
                        .queryParam("q", "山田")
                        .get("/coordinator/search")
                        .asString())
                .contains(link);
    }

    @Test
    void aServiceThatIsAwayLeavesASentence() {
        StubServices.answer("GET /orders", 503, "");
        StubServices.answer("GET /talents", 200, "{\"items\":[],\"next\":null}");

        var answer = as("coordinator").queryParam("q", "みなと").get("/coordinator/search");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("ただいま表示できません。数分後にもう一度お試しください。")
                .contains("id=\"found-orders\"")
                .doesNotContain("id=\"found-talents\"")
                .contains("id=\"found-cases\"");
    }

    @Test
    void whatIsNotFoundSaysSoAndNothingIsAskedWithoutWords() {
        for (String list : new String[] {"cases", "companies", "talents", "inquiries", "orders"}) {
            StubServices.answer("GET /" + list, 200, "{\"items\":[]}");
        }
        assertThat(as("coordinator")
                        .queryParam("q", "無")
                        .get("/coordinator/search")
                        .asString())
                .contains("該当する結果：0件");
        StubServices.reset();

        assertThat(as("coordinator")
                        .queryParam("q", "  ")
                        .get("/coordinator/search")
                        .statusCode())
                .isEqualTo(200);
        assertThat(StubServices.requests()).isZero();
    }

    @Test
    void theFieldIsOnTheDeskAndTheShortcutOnEveryPageOfACoordinator() {
        assertThat(as("coordinator").get("/coordinator").asString())
                .contains("id=\"search-words\"")
                .contains("/search.js");
        assertThat(as("coordinator").get("/coordinator/talents").asString())
                .contains("href=\"/coordinator/search\" data-search")
                .contains("/search.js");
        assertThat(as("client").get("/client/cases").asString()).doesNotContain("search.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"talent", "client"})
    void othersAreRefused(String role) {
        assertThat(as(role).queryParam("q", "x").get("/coordinator/search").statusCode())
                .isEqualTo(403);
    }
}
