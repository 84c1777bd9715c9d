package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who came for a case registers first, and is led back to it. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class NewcomerTest {
    private static final String CASE = StubServices.CASE;
    private static final String APPLICATION = "/listings/" + CASE + "/application";
    private static final String WANTED = "wanted";

    @BeforeEach
    void answers() {
        StubServices.reset();
    }

    private static void unregistered() {
        StubServices.answer("GET /talents/me", 404, "{\"status\":404,\"code\":\"not-found\"}");
    }

    @Test
    void aVisitorOfACaseSignsUpForTheApplication() {
        String link = "/listings/" + CASE + "/registration";
        assertThat(as("anonymous").get("/listings/" + CASE).asString()).contains("href=\"" + link + "\"");

        var answer = as("anonymous").get(link);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/login?to=%2Flistings%2F" + CASE + "%2Fapplication&register=1");
        assertThat(answer.cookie(WANTED)).isEqualTo(CASE);
    }

    /** The case is one that is published; nothing that a visitor writes into the address becomes a place to go to. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "..%2f..%2fevil", "%2F%2Fevil.example", "01980000-0000-7000-8000-0000000000ff"})
    void whatIsNoPublishedCaseIsNotSignedUpFor(String caseId) {
        var answer = as("anonymous").get("/listings/" + caseId + "/registration");

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.cookie(WANTED)).isNull();
        assertThat(as("anonymous")
                        .get("/listings/" + StubServices.CLOSED + "/registration")
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void aNewcomerRegistersFirstAndTheCaseIsRemembered() {
        unregistered();

        var answer = as("talent").get(APPLICATION);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/talent/registration");
        assertThat(answer.cookie(WANTED)).isEqualTo(CASE);
        assertThat(answer.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=86400");
    }

    @ParameterizedTest
    @CsvSource({"ja, 応募しようとしていた案件に進めます", "en, you go on to the case you came for"})
    void theRegistrationSaysWhereItLeads(String language, String words) {
        unregistered();

        assertThat(as("talent")
                        .cookie(WANTED, CASE)
                        .queryParam("lang", language)
                        .get("/talent/registration")
                        .asString())
                .contains(words);
        assertThat(as("talent")
                        .queryParam("lang", language)
                        .get("/talent/registration")
                        .asString())
                .doesNotContain(words);
    }

    @ParameterizedTest
    @CsvSource({
        "/talent/resume?saved=registration, ja, 応募に進む",
        "/talent/resume, en, Go on to the application",
        "/talent/profile, ja, 応募に進む",
        "/talent/availability, en, Go on to the application",
        "/talent/wishes, ja, 応募に進む",
        "/talent, en, Go on to the application"
    })
    void allThatIsFilledInAfterwardsLeadsBackToTheCase(String page, String language, String words) {
        String link = "href=\"" + APPLICATION + "\"";

        assertThat(as("talent")
                        .cookies(Map.of(WANTED, CASE, "lang", language))
                        .get(page)
                        .asString())
                .contains(link, words);
        assertThat(as("talent").cookies(Map.of("lang", language)).get(page).asString())
                .doesNotContain(link, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "../../admin",
                "javascript:alert(1)",
                "01980000-0000-7000-8000-000000000301/../../../evil",
                "01980000-0000-7000-8000-00000000030G",
                "%2F%2Fevil.example"
            })
    void whatIsNoCaseLeadsNowhere(String planted) {
        unregistered();
        assertThat(as("talent")
                        .cookie(WANTED, planted)
                        .get("/talent/registration")
                        .asString())
                .doesNotContain("応募しようとしていた案件", "evil", "javascript:");

        StubServices.reset();
        assertThat(as("talent").cookie(WANTED, planted).get("/talent/resume").asString())
                .doesNotContain("応募しようとしていた案件", "evil", "javascript:");
    }

    @Test
    void nobodyElsesPagesSpeakOfIt() {
        assertThat(as("client").cookie(WANTED, CASE).get("/client/cases").asString())
                .doesNotContain(APPLICATION);
    }

    @Test
    void whoAppliedIsNotSentThereAgain() {
        StubServices.answer("POST /listings/" + CASE + "/applications", 201, "{}");
        var answer = post("talent", APPLICATION, APPLICATION, Map.of("/message", "経験を生かせます。"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Set-Cookie")).startsWith(WANTED + "=").contains("Max-Age=0");
    }
}
