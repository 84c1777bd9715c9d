package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.post;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved searches, from the listings to the pause that a mail leads to; without scripts. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class SearchPagesTest {
    private static final String ID = "01980000-0000-7000-8000-000000000a01";
    private static final String PAGE = "/searches/" + ID;
    private static final String SEARCH = """
        {"searchId": "%s", "version": 3, "side": "TALENT", "name": "東京のPMO", "paused": false,
         "criteria": {"roles": ["PMO"], "skills": ["issue-management"], "rate": 900000, "text": "在宅"}}\
        """.formatted(ID);

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET /searches", 200, "{\"items\": [" + SEARCH + "]}");
        StubServices.answer("GET /searches/" + ID, 200, SEARCH);
        StubServices.answer("POST /searches", 201, SEARCH);
        StubServices.answer("PUT /searches/" + ID, 200, SEARCH);
        StubServices.answer("DELETE /searches/" + ID, 204, "");
    }

    @ParameterizedTest
    @CsvSource({
        "talent, /searches, ja",
        "client, /searches, en",
        "talent, /searches/new, ja",
        "client, /searches/new, en",
        "talent, " + PAGE + ", ja",
        "talent, " + PAGE + "/pausing, en",
        "talent, " + PAGE + "/resuming, ja",
        "client, " + PAGE + "/discarding, ja"
    })
    void everyPageExistsInBothLanguages(String role, String path, String language) throws IOException {
        var answer = as(role).queryParam("lang", language).get(path);
        keep("searches-" + role + path + "-" + language, answer.asString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer.asString()))
                .doesNotContainPattern("\\b(label|lead|sure|option|hint|error|search|searches|saved|nav)_\\w+");
    }

    @Test
    void othersAreRefused() {
        assertThat(as("coordinator").get("/searches").statusCode()).isEqualTo(403);
        assertThat(as("coordinator").get(PAGE + "/pausing").statusCode()).isEqualTo(403);
    }

    @Test
    void whatWasLookedForIsSavedFromTheListings() {
        String listings = as("talent").get("/listings?role=PMO&q=x").asString();
        assertThat(listings).contains("href=\"/searches/new?role=PMO&amp;q=x\"");
        assertThat(as("talent").get("/listings").asString()).doesNotContain("/searches/new");
        assertThat(as("client").get("/listings?role=PMO").asString()).doesNotContain("/searches/new");
        String form = as("talent").get("/searches/new?role=PMO&q=x").asString();
        assertThat(form).containsPattern("value=\"PMO\" checked").contains("value=\"x\"");

        var answer = post("talent", "/searches/new", "/searches", Map.of("/name", "東京", "/criteria/roles", "PMO"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(StubServices.seen("POST", "/searches").getLast().body())
                .contains("\"name\":\"東京\"")
                .contains("\"roles\":[\"PMO\"]");
    }

    @Test
    void theClientSavesThePositionItLooksAt() {
        assertThat(as("client").get("/client/cases/" + StubServices.CASE).asString())
                .containsPattern("href=\"/searches/new\\?role=\\w+(&amp;skill=[a-z-]+)*&amp;rate=\\d+&amp;start=");
    }

    @Test
    void aPauseIsOneClickOnThePageThatTheMailLeadsTo() {
        var answer = post("talent", PAGE + "/pausing", PAGE + "/pausing", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        var sent = StubServices.seen("PUT", "/searches/" + ID).getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"3\"");
        assertThat(sent.body()).contains("\"paused\":true").contains("\"rate\":900000");
        assertThat(post("talent", PAGE + "/discarding", PAGE + "/discarding", Map.of("/discarding/sure", "true"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(StubServices.seen("DELETE", "/searches/" + ID)).hasSize(1);
    }
}
