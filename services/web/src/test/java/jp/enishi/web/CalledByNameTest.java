package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coordinators choose, compare and propose people whom they know by name; a client reads initials on the same pages. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class CalledByNameTest {
    private static final String CASE = StubServices.CASE;
    private static final String DESK = "/coordinator/cases/" + CASE;
    private static final String CLIENT = "/client/cases/" + CASE;
    private static final String PROPOSAL = "01980000-0000-7000-8000-000000000851";

    private static final String INITIALS = "\\b[A-Z]\\.[A-Z]\\.";

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /cases/" + CASE + "/candidacies", 200, StubServices.read("desk-candidacies"));
        StubServices.answer("GET /cases/" + CASE + "/proposals", 200, StubServices.read("desk-proposals"));
        StubServices.answer("GET /proposals/" + PROPOSAL, 200, StubServices.read("desk-proposal"));
        StubServices.answer(
                "GET /talents/names",
                200,
                IntStream.range(101, 118)
                        .mapToObj(number -> """
            {"talentId":"%s","familyName":"姓%d","givenName":"名","familyNameRomaji":"Family%d","givenNameRomaji":"Given","status":"ACTIVE"}\
            """.formatted(StubServices.id(number), number, number))
                        .collect(Collectors.joining(",", "{\"items\":[", "]}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DESK + "/ranking",
                DESK + "/teams",
                DESK + "/team",
                DESK + "/proposals/new",
                "/coordinator/proposals/" + PROPOSAL,
                "/coordinator/proposals/" + PROPOSAL + "/draft",
                "/coordinator/team-plans?case=" + CASE
            })
    void aCoordinatorReadsNamesWhereverSomebodyIsMeant(String page) throws IOException {
        String ja = as("coordinator").get(page).asString();
        keep("named" + page.replaceAll("[?=]", "_") + "-ja", ja);

        assertThat(text(ja)).contains("姓101 名").doesNotContainPattern(INITIALS);
        assertThat(StubServices.seen("GET", "/talents/names"))
                .as("everybody is asked for in one question")
                .hasSize(1);
        String en = as("coordinator").queryParam("lang", "en").get(page).asString();
        keep("named" + page.replaceAll("[?=]", "_") + "-en", en);
        assertThat(text(en)).contains("Given Family101").doesNotContain("姓101").doesNotContainPattern(INITIALS);

        StubServices.answer("GET /talents/names", 503, "");
        var without = as("coordinator").get(page);
        assertThat(without.statusCode()).isEqualTo(200);
        assertThat(text(without.asString())).contains("T.Y.").doesNotContain("姓101");
    }

    @ParameterizedTest
    @ValueSource(strings = {DESK + "/ranking", DESK + "/team", DESK + "/proposals/new"})
    void whoseNameIsNotKnownInALanguageIsMeantByTheInitials(String page) {
        StubServices.answer("GET /talents/names", 200, StubServices.read("talents"));

        assertThat(text(as("coordinator").get(page).asString())).contains("山田 太郎");
        assertThat(text(as("coordinator").queryParam("lang", "en").get(page).asString()))
                .contains("T.Y.");
    }

    /** What a client is told of names would be wrong to who reads them. */
    @ParameterizedTest
    @CsvSource({
        "ja, お名前は表示されません, クライアントにはお名前が表示されません, お名前は出ません",
        "en, Names stay hidden until, Names stay hidden from the client, No names are shown"
    })
    void whoReadsNamesIsNotToldThatTheyAreHidden(String language, String hidden, String fromClients, String nameless) {
        assertThat(shown("coordinator", DESK + "/ranking", language))
                .contains(fromClients)
                .doesNotContain(hidden);
        assertThat(shown("client", CLIENT, language)).contains(hidden);
        assertThat(shown("coordinator", DESK + "/teams", language)).doesNotContain(nameless);
        assertThat(shown("client", CLIENT + "/teams", language)).contains(nameless);
    }

    @Test
    void twoWhoAreNamedTogetherStayApart() {
        assertThat(as("coordinator").get(DESK + "/team").asString())
                .containsPattern("二人です：\\s*<ul class=\"people\"><li><span class=\"name\">姓101 名</span>[^、。]*</li>"
                        + "<li><span class=\"name\">姓103 名</span>");
    }

    private static String shown(String role, String page, String language) {
        return text(as(role).queryParam("lang", language).get(page).asString());
    }

    @ParameterizedTest
    @CsvSource({
        DESK + "/ranking, /cases/" + CASE + "/candidacies",
        DESK + "/teams, /cases/" + CASE,
        DESK + "/team, /cases/" + CASE,
        DESK + "/proposals/new, /cases/" + CASE,
        "/coordinator/proposals/" + PROPOSAL + ", /cases/" + CASE,
        "/coordinator/team-plans?case=" + CASE + ", /cases"
    })
    void theNamesAreAskedForWhileAnotherAnswerIsUnderWay(String page, String other) {
        var both = new CountDownLatch(2);
        for (String question : List.of(other, "/talents/names")) {
            StubServices.answerAfter("GET " + question, () -> {
                both.countDown();
                return both.await(5, TimeUnit.SECONDS);
            });
        }

        var answer = as("coordinator").get(page);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).contains("姓101 名");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLIENT,
                CLIENT + "/teams",
                CLIENT
                        + "/comparison?talent=01980000-0000-7000-8000-000000000101&talent=01980000-0000-7000-8000-000000000102"
            })
    void aClientReadsInitialsAndNobodyIsAskedForNames(String page) {
        for (String language : List.of("ja", "en")) {
            String shown = as("client").queryParam("lang", language).get(page).asString();

            assertThat(text(shown)).contains("T.Y.");
            assertThat(shown).doesNotContain("姓101").doesNotContain("Family101");
        }
        assertThat(StubServices.seen("GET", "/talents/names")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DESK + "/ranking",
                DESK + "/teams",
                DESK + "/team",
                DESK + "/proposals/new",
                "/coordinator/proposals/" + PROPOSAL,
                "/coordinator/proposals/" + PROPOSAL + "/draft",
                "/coordinator/team-plans"
            })
    void aClientComesToNoPageWithNames(String page) {
        assertThat(as("client").get(page).statusCode()).isEqualTo(403);
        assertThat(StubServices.seen("GET", "/talents/names")).isEmpty();
    }
}
