package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The teams of a case side by side, and the workbench in which a coordinator changes one and proposes it. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class TeamPagesTest {
    private static final String CLIENT = "/client/cases/" + StubServices.CASE + "/teams";
    private static final String DESK = "/coordinator/cases/" + StubServices.CASE + "/teams";
    private static final String WORKBENCH = "/coordinator/cases/" + StubServices.CASE + "/team";
    private static final String PLANS = "/coordinator/team-plans";
    private static final String SELECTED = StubServices.POSITION + ":" + StubServices.id(101);
    private static final String OTHER = StubServices.POSITION + ":" + StubServices.id(104);
    private static final String CANDIDACIES = "/cases/" + StubServices.CASE + "/candidacies";
    private static final String PROPOSALS = "/cases/" + StubServices.CASE + "/proposals";

    @BeforeEach
    void answers() {
        StubServices.reset();
        StubServices.answer("GET " + CANDIDACIES, 200, StubServices.read("desk-candidacies"));
        StubServices.answer(
                "POST " + CANDIDACIES,
                201,
                "{\"candidacyId\":\"%s\",\"caseId\":\"%s\",\"positionId\":\"%s\",\"version\":1}"
                        .formatted(StubServices.id(809), StubServices.CASE, StubServices.POSITION));
        StubServices.answer(
                "POST " + PROPOSALS,
                201,
                "{\"proposalId\":\"%s\",\"caseId\":\"%s\",\"version\":1}"
                        .formatted(StubServices.id(851), StubServices.CASE));
    }

    @ParameterizedTest
    @CsvSource({
        "client, " + CLIENT + ", ja",
        "client, " + CLIENT + ", en",
        "coordinator, " + DESK + ", ja",
        "coordinator, " + DESK + ", en",
        "coordinator, " + WORKBENCH + ", ja",
        "coordinator, " + WORKBENCH + ", en",
        "coordinator, " + PLANS + ", ja",
        "coordinator, " + PLANS + ", en"
    })
    void everyPageExistsInBothLanguages(String role, String path, String language) throws IOException {
        var answer = as(role).queryParam("lang", language)
                .queryParam("seat", SELECTED)
                .get(path);
        keep(role + path + "-" + language, answer.asString());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.asString()).contains("<html lang=\"" + language + "\">");
        assertThat(text(answer.asString()))
                .doesNotContainPattern("\\b(teams?|plans|workbench|reason|condition|label|hint|error)_\\w+");
    }

    @Test
    void theAlternativesSayWhatTheyCostAndWhoIsAnother() {
        String shown = text(as("client").queryParam("lang", "en").get(CLIENT).asString());
        assertThat(shown)
                .contains("Strongest", "Lowest cost", "Earliest start")
                .contains("¥1,750,000", "¥250,000 less a month", "¥100,000 more a month")
                .contains("Starts 1 day later", "Starts 9 days earlier")
                .contains("Comes in:", "H.M.");
        assertThat(as("client").get(CLIENT).asString())
                .doesNotContain("/coordinator/")
                .doesNotContain("name=\"chosen\"");
    }

    @Test
    void whenNothingFitsTheRulesThatBindAreSaidWithTheirAmounts() {
        StubServices.answer("GET /matches/cases/" + StubServices.CASE + "/teams", 200, StubServices.read("no-teams"));
        String shown = text(as("client").queryParam("lang", "en").get(CLIENT).asString());
        assertThat(shown)
                .contains("The budget is short by ¥120,000 a month (limit ¥2,000,000).")
                .contains("are not free by 31 Dec 2026: ")
                .contains("The first of them is free from 1 Mar 2027.")
                .contains("These two must not be in one team:");
        assertThat(text(as("client").queryParam("lang", "ja").get(CLIENT).asString()))
                .contains("予算が月額12万円不足しています（上限200万円）。");
        StubServices.answer("GET /matches/cases/" + StubServices.CASE + "/teams", 409, "{\"code\":\"team-too-large\"}");
        assertThat(as("client").get(CLIENT).statusCode()).isEqualTo(200);
    }

    @Test
    void theWorkbenchSendsSeatsPinsAndPairsAndKeepsThem() {
        String html = as("coordinator")
                .queryParam("seat", SELECTED, OTHER)
                .queryParam("pinned", "1")
                .queryParam("apartOne", StubServices.id(102))
                .queryParam("apartOther", StubServices.id(103))
                .queryParam("budget", "1900000")
                .get(WORKBENCH)
                .asString();
        assertThat(StubServices.seen("GET", "/matches/cases/" + StubServices.CASE + "/team"))
                .hasSize(1);
        assertThat(html)
                .contains("value=\"" + SELECTED + "\" selected")
                .contains("value=\"" + OTHER + "\" selected")
                .contains("name=\"pinned\" value=\"1\" checked")
                .contains("name=\"apart\" value=\"" + StubServices.id(102) + ":" + StubServices.id(103) + "\" checked")
                .contains("value=\"1900000\"");
    }

    @Test
    void aTeamWithoutAStartSaysThatItIsNotKnown() {
        StubServices.answer(
                "GET /matches/cases/" + StubServices.CASE + "/team",
                200,
                StubServices.read("team-score").replaceAll("\"start\":\\s*\"[0-9-]+\",", ""));
        assertThat(text(as("coordinator")
                        .queryParam("lang", "en")
                        .get(WORKBENCH)
                        .asString()))
                .containsPattern("(?s)This team.*Everybody can start\\s+not known.*Everybody can start\\s+not known");
        assertThat(text(as("coordinator")
                        .queryParam("lang", "ja")
                        .get(WORKBENCH)
                        .asString()))
                .containsPattern("全員の開始可能日\\s+未定");
    }

    @Test
    void aMoveSaysWhatItCostsAndWhichRulesItBreaks() {
        var answer = as("coordinator")
                .queryParam("lang", "en")
                .queryParam("seat", SELECTED)
                .queryParam("was", OTHER)
                .get(WORKBENCH);
        assertThat(text(answer.asString()))
                .contains("What the last change did", "¥100,000 more a month", "Stronger by")
                .contains("Rules that it broke", "The budget is short by ¥120,000 a month")
                .contains("What it put right", "These two must not be in one team:");
        assertThat(answer.asString())
                .as("the next move is counted from this team, without another click")
                .contains("name=\"was\" value=\"" + SELECTED + "\"")
                .contains("hx-trigger=\"submit, change\"");
    }

    @Test
    void aTeamBecomesADraftOfAProposalInOneStep() throws IOException {
        String html =
                as("coordinator").queryParam("seat", SELECTED).get(WORKBENCH).asString();
        var answer = as("coordinator")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("_csrf", hidden(html, "_csrf"))
                .formParam("_key", hidden(html, "_key"))
                .formParam("chosen", List.of("OTHER," + SELECTED + ",950000", "OTHER," + OTHER + ",900000"))
                .post(WORKBENCH);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/coordinator/proposals/" + StubServices.id(851) + "/draft");
        var selected = StubServices.seen("POST", CANDIDACIES);
        assertThat(selected).hasSize(1);
        assertThat(selected.getFirst().body()).contains(StubServices.id(104));
        JsonNode draft = new ObjectMapper()
                .readTree(StubServices.seen("POST", PROPOSALS).getFirst().body());
        assertThat(draft.at("/plan/ja").asText()).isNotBlank();
        assertThat(draft.at("/teams/0/label").asText()).isEqualTo("OTHER");
        assertThat(draft.at("/teams/0/seats/0/candidacyId").asText()).isEqualTo(StubServices.id(801));
        assertThat(draft.at("/teams/0/seats/1/candidacyId").asText()).isEqualTo(StubServices.id(809));
        assertThat(draft.at("/teams/0/seats/1/rate/amount").asLong()).isEqualTo(900_000);
    }

    @Test
    void whatIsRefusedIsSaidOnTheWorkbench() {
        StubServices.answer("POST " + PROPOSALS, 409, "{\"code\":\"case-not-open\"}");
        String html =
                as("coordinator").queryParam("seat", SELECTED).get(WORKBENCH).asString();
        var answer = as("coordinator")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("_csrf", hidden(html, "_csrf"))
                .formParam("_key", hidden(html, "_key"))
                .formParam("chosen", "OTHER," + SELECTED + ",950000")
                .post(WORKBENCH);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("seat=" + SELECTED + "&refused=case-not-open");
    }

    @Test
    void severalCasesArePlannedTogetherAndPinsStay() {
        String html = as("coordinator")
                .queryParam("case", StubServices.CASE)
                .queryParam("pin", SELECTED)
                .get(PLANS)
                .asString();
        assertThat(html)
                .contains("name=\"case\" value=\"" + StubServices.CASE + "\" checked")
                .contains("name=\"pin\" value=\"" + SELECTED + "\" checked")
                .contains(WORKBENCH + "?seat=" + SELECTED);
        StubServices.answer("GET /matches/team-plans", 409, "{\"code\":\"team-too-large\"}");
        assertThat(as("coordinator")
                        .queryParam("case", StubServices.CASE)
                        .get(PLANS)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void othersAreRefused() {
        assertThat(as("client").get(PLANS).statusCode()).isEqualTo(403);
        assertThat(as("client").get(WORKBENCH).statusCode()).isEqualTo(403);
        assertThat(as("client").get(DESK).statusCode()).isEqualTo(403);
        assertThat(as("talent").get(CLIENT).statusCode()).isEqualTo(403);
    }

    private static String hidden(String html, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(html);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }
}
