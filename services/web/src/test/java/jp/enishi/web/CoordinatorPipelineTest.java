package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.keep;
import static jp.enishi.web.PagesTest.post;
import static jp.enishi.web.PagesTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A coordinator seats people, proposes them, and finds a date for the meeting. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class CoordinatorPipelineTest {
    private static final String CASE = "/coordinator/cases/" + StubServices.CASE;
    private static final String PERSON = "01980000-0000-7000-8000-000000000804";
    private static final String SELECTED = "01980000-0000-7000-8000-000000000801";
    private static final String PROPOSAL = "01980000-0000-7000-8000-000000000851";
    private static final String MEETING = "01980000-0000-7000-8000-000000000950";
    private static final String SLOT = "01980000-0000-7000-8000-000000000901";
    private static final String PROPOSALS = "/cases/" + StubServices.CASE + "/proposals";

    @BeforeEach
    void answers() {
        StubServices.reset();
        String candidacies = "/cases/" + StubServices.CASE + "/candidacies";
        StubServices.answer("GET " + candidacies, 200, StubServices.read("desk-candidacies"));
        StubServices.answer("POST " + candidacies, 201, ref());
        StubServices.answer("GET /candidacies/" + PERSON, 200, StubServices.read("desk-candidacy"));
        StubServices.answer("POST /candidacies/" + PERSON + "/declining", 200, ref());
        StubServices.answer("GET " + PROPOSALS, 200, StubServices.read("desk-proposals"));
        StubServices.answer("POST " + PROPOSALS, 201, proposalRef());
        StubServices.answer("GET " + "/proposals/" + PROPOSAL, 200, StubServices.read("desk-proposal"));
        for (String act : new String[] {"POST %s/sending", "POST %s/withdrawal", "PUT %s"}) {
            StubServices.answer(act.formatted("/proposals/" + PROPOSAL), 200, proposalRef());
        }
        StubServices.answer("GET /meetings/" + MEETING, 200, StubServices.read("desk-meeting"));
        for (String act : new String[] {
            "POST /meetings", "POST /meetings/" + MEETING + "/booking", "PUT /meetings/" + MEETING + "/booking"
        }) {
            StubServices.answer(act, 200, StubServices.read("desk-booked"));
        }
        StubServices.answer(
                "GET /meetings/" + MEETING + "/suggestions", 200, "{\"items\":[{\"start\":\"2026-12-09T05:00:00Z\"}]}");
    }

    private static JsonNode tree(String document) {
        try {
            return new ObjectMapper().readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String ref() {
        return "{\"candidacyId\":\"%s\",\"caseId\":\"%s\",\"positionId\":\"%s\",\"version\":1}"
                .formatted(PERSON, StubServices.CASE, StubServices.POSITION);
    }

    private static String proposalRef() {
        return "{\"proposalId\":\"%s\",\"caseId\":\"%s\",\"version\":3}".formatted(PROPOSAL, StubServices.CASE);
    }

    @ParameterizedTest
    @CsvSource({
        CASE + "/pipeline, ja",
        CASE + "/pipeline, en",
        CASE + "/ranking, ja",
        CASE + "/proposals/new, ja",
        CASE + "/proposals/new, en",
        "/coordinator/proposals/" + PROPOSAL + ", ja",
        "/coordinator/proposals/" + PROPOSAL + ", en",
        "/coordinator/proposals/" + PROPOSAL + "/draft, ja",
        "/coordinator/proposals/" + PROPOSAL + "/sending, ja",
        "/coordinator/proposals/" + PROPOSAL + "/recall, en",
        "/coordinator/candidacies/" + PERSON + ", ja",
        "/coordinator/candidacies/" + PERSON + ", en",
        "/coordinator/candidacies/" + PERSON + "/declining, ja",
        "/coordinator/candidacies/" + PERSON + "/meeting, ja",
        "/coordinator/candidacies/" + PERSON + "/meeting, en",
        "/coordinator/meetings/" + MEETING + "/moving, ja",
        "/coordinator/meetings/" + MEETING + "/moving, en"
    })
    void everyPageExistsInBothLanguages(String path, String language) throws IOException {
        var answer = as("coordinator").queryParam("lang", language).get(path);
        keep("coordinator" + path + "-" + language, answer.asString());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.asString()).contains("<html lang=\"" + language + "\">");
        assertThat(text(answer.asString()))
                .doesNotContainPattern(
                        "\\b(label|lead|sure|option|hint|error|stage|pipeline|team|proposal|meeting)_\\w+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CASE + "/pipeline",
                CASE + "/proposals/new",
                "/coordinator/proposals/" + PROPOSAL,
                "/coordinator/candidacies/" + PERSON,
                "/coordinator/candidacies/" + PERSON + "/meeting",
                "/coordinator/meetings/" + MEETING + "/moving"
            })
    void othersAreRefused(String path) {
        assertThat(as("client").get(path).statusCode()).isEqualTo(403);
        assertThat(as("talent").get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void theBoardShowsEverybodyAtTheirStageAndTheNextStep() {
        String html = as("coordinator").get(CASE + "/pipeline").asString();

        // By name who has one that coordinators may read; who was erased by the initials.
        assertThat(html)
                .contains("山田 太郎")
                .contains("K.S.")
                .contains("PMO for finance systems")
                .contains("href=\"/coordinator/candidacies/" + PERSON + "/meeting\"")
                .contains("<span class=\"tag\">見送り</span>")
                .contains("href=\"" + "/coordinator/proposals/" + PROPOSAL + "\"");
    }

    @Test
    void aPersonOfThePipelineLeadsToTheirOwnPage() {
        String talent = "01980000-0000-7000-8000-000000000114";
        StubServices.answer(
                "GET /talents/names", 200, StubServices.read("talents").replace(StubServices.TALENT, talent));
        assertThat(as("coordinator").get("/coordinator/candidacies/" + PERSON).asString())
                .contains("<a href=\"/coordinator/talents/" + talent + "\">山田 太郎</a>");
        StubServices.answer("GET /talents/names", 200, "{\"items\":[]}");
        assertThat(as("coordinator").get("/coordinator/candidacies/" + PERSON).asString())
                .contains("<a href=\"/coordinator/talents/" + talent + "\">R.N.</a>");
    }

    @Test
    void aRankedPersonIsSelectedByAButton() {
        String ranking = CASE + "/ranking";
        String html = as("coordinator").get(ranking).asString();
        assertThat(html)
                .contains("href=\"/coordinator/candidacies/" + SELECTED + "\"")
                .contains("name=\"/talentId\" value=\"01980000-0000-7000-8000-000000000102\"");

        var answer = post("coordinator", ranking, CASE + "/pipeline", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(CASE + "/pipeline?saved=selected");
        var sent = StubServices.seen("POST", "/cases/" + StubServices.CASE + "/candidacies")
                .getFirst();
        assertThat(sent.header("Idempotency-Key")).isNotBlank();
        assertThat(sent.body())
                .contains("\"positionId\":\"" + StubServices.POSITION + "\"")
                .contains("\"talentId\":\"01980000-0000-7000-8000-000000000102\"");
    }

    @Test
    void whoStandsThereAlreadyIsShownOnTheBoard() {
        StubServices.answer(
                "POST /cases/" + StubServices.CASE + "/candidacies",
                409,
                "{\"status\":409,\"code\":\"candidacy-exists\"}");

        assertThat(post("coordinator", CASE + "/ranking", CASE + "/pipeline", Map.of())
                        .header("Location"))
                .endsWith("?saved=standing");
    }

    @Test
    void clientsSeeNoButtonToSelect() {
        assertThat(as("client").get("/client/cases/" + StubServices.CASE).asString())
                .doesNotContain("/talentId");
    }

    @Test
    void aCandidacyIsNotTakenFurtherWithAReasonThatIsConfirmed() {
        String declining = "/coordinator/candidacies/" + PERSON + "/declining";

        assertThat(post("coordinator", declining, declining, Map.of("/declining/reason", "経験が不足"))
                        .statusCode())
                .isEqualTo(422);
        var answer = post(
                "coordinator", declining, declining, Map.of("/declining/reason", "経験が不足", "/declining/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(303);
        var sent = StubServices.seen("POST", "/candidacies/" + PERSON + "/declining")
                .getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"3\"");
        assertThat(sent.body()).isEqualTo("{\"reason\":\"経験が不足\"}");
    }

    @Test
    void aProposalHasASeatForEachHeadAndOpenSeatsAreNotSent() {
        String path = CASE + "/proposals/new";
        assertThat(as("coordinator").get(path).asString())
                .contains("id=\"f-teams-0-seats-0-candidacyId\"")
                .contains("id=\"f-teams-0-seats-2-candidacyId\"")
                .doesNotContain("id=\"f-teams-0-seats-3-candidacyId\"");

        var answer = post(
                "coordinator",
                path,
                path,
                Map.of(
                        "/plan/ja", "週次で改善",
                        "/teams/0/seats/1/candidacyId", SELECTED,
                        "/teams/0/seats/1/rate/amount", "95万"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/coordinator/proposals/" + PROPOSAL + "?saved=proposal");
        assertThat(tree(StubServices.seen("POST", PROPOSALS).getFirst().body()))
                .isEqualTo(tree(
                        "{\"teams\":[{\"seats\":[{\"positionId\":\"%s\",\"candidacyId\":\"%s\",\"rate\":{\"amount\":950000,\"currency\":\"JPY\"}}],\"label\":\"STRONGEST\"}],\"plan\":{\"ja\":\"週次で改善\"}}"
                                .formatted(StubServices.POSITION, SELECTED)));
    }

    @Test
    void anotherTeamIsAddedByAButtonWithItsSeats() {
        String path = CASE + "/proposals/new";

        String html = post("coordinator", path, path, Map.of("_add", "/teams")).asString();

        assertThat(html)
                .contains("id=\"f-teams-1-label\"")
                .contains("id=\"f-teams-1-seats-2-candidacyId\"")
                .contains("name=\"_remove\" value=\"/teams/1\"");
        assertThat(StubServices.seen("POST", PROPOSALS)).isEmpty();
    }

    @Test
    void aWrongSeatIsToldAtItsField() throws IOException {
        StubServices.answer("POST " + PROPOSALS, 422, """
                {"status":422,"code":"validation","errors":[{"pointer":"/teams/0/seats/0/candidacyId","code":"seated-twice"},{"pointer":"/teams/0/seats/1/rate","code":"not-null"}]}""");
        String path = CASE + "/proposals/new";

        var answer = post(
                "coordinator",
                path,
                path,
                Map.of(
                        "/teams/0/seats/0/candidacyId", SELECTED,
                        "/teams/0/seats/1/candidacyId", SELECTED));
        keep("coordinator/proposing-error", answer.asString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString())
                .contains("id=\"f-teams-0-seats-0-candidacyId-fault\"")
                .contains("id=\"f-teams-0-seats-1-rate-amount-fault\"");
    }

    @Test
    void aDraftIsChangedInItsVersionAndAnotherOnesChangeIsTold() {
        String path = "/coordinator/proposals/" + PROPOSAL + "/draft";
        assertThat(post("coordinator", path, path, Map.of("/plan/ja", "別の進め方")).statusCode())
                .isEqualTo(303);
        assertThat(StubServices.seen("PUT", "/proposals/" + PROPOSAL).getFirst().header("If-Match"))
                .isEqualTo("\"2\"");

        StubServices.answer("PUT " + "/proposals/" + PROPOSAL, 412, "{\"status\":412,\"code\":\"version-stale\"}");
        var answer = post("coordinator", path, path, Map.of("/plan/ja", "別の進め方"));

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.asString()).contains("ほかの人が内容を変更しました").contains("別の進め方</textarea>");
    }

    @Test
    void aProposalIsSentWithItsDeadlineInJapanTime() {
        String path = "/coordinator/proposals/" + PROPOSAL + "/sending";

        var answer = post(
                "coordinator", path, path, Map.of("/sending/decideBy", "2026-12-04T18:00", "/sending/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(tree(StubServices.seen("POST", "/proposals/" + PROPOSAL + "/sending")
                        .getFirst()
                        .body()))
                .isEqualTo(tree("{\"decideBy\":\"2026-12-04T09:00:00Z\"}"));
    }

    @Test
    void aProposalIsTakenBack() {
        String path = "/coordinator/proposals/" + PROPOSAL + "/recall";

        assertThat(post("coordinator", path, path, Map.of("/recall/sure", "true"))
                        .header("Location"))
                .endsWith("?saved=recall");
        assertThat(StubServices.seen("POST", "/proposals/" + PROPOSAL + "/withdrawal"))
                .hasSize(1);
    }

    @Test
    void timesForAMeetingAreProposedToTheThree() {
        String path = "/coordinator/candidacies/" + PERSON + "/meeting";
        StubServices.answer(
                "GET /talents/01980000-0000-7000-8000-000000000114",
                200,
                "{\"talentId\":\"01980000-0000-7000-8000-000000000114\",\"version\":1,\"profile\":{\"language\":\"en\"}}");

        var answer = post(
                "coordinator",
                path,
                path,
                Map.of("/slots/0/start", "2026-12-08T10:00", "/place/url", "https://video.example/room"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/meetings/" + MEETING + "?saved=called");
        assertThat(StubServices.seen("POST", "/meetings").getFirst().body())
                .contains("\"candidacyId\":\"" + PERSON + "\"")
                .contains("{\"start\":\"2026-12-08T01:00:00Z\"}")
                .contains("\"client\":{\"zone\":\"Asia/Tokyo\",\"userId\":\"01980000-0000-7000-8000-000000000202\"}")
                .contains(
                        "\"coordinator\":{\"zone\":\"Asia/Tokyo\",\"userId\":\"00000000-0000-4000-8000-00000000c001\",\"language\":\"ja\"}")
                // Mails to the talent are in the language of the talent's profile.
                .containsPattern("\"talent\":\\{[^}]*\"language\":\"en\"}")
                .contains("\"choice\":\"AUTOMATIC\"")
                .contains("\"kind\":\"VIDEO\"")
                .contains("\"url\":\"https://video.example/room\"")
                .doesNotContain("address");
    }

    @Test
    void aTimeThatDoesNotSuitIsToldAtItsRow() throws IOException {
        StubServices.answer("POST /meetings", 422, """
                {"status":422,"code":"validation","errors":[{"pointer":"/slots/1/start","code":"past"},{"pointer":"/place/url","code":"https-link-required"},{"pointer":"/participants/talent/zone","code":"zone-unknown"}]}""");
        String path = "/coordinator/candidacies/" + PERSON + "/meeting";

        var answer = post("coordinator", path, path, Map.of());
        keep("coordinator/calling-error", answer.asString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString())
                .contains("id=\"f-slots-1-start-fault\"")
                .contains("id=\"f-place-url-fault\"")
                .contains("id=\"f-participants-talent-zone-fault\"")
                .contains("<details class=\"group\" open>");
    }

    @Test
    void aDateIsChosenFromTheAnswers() {
        var answer =
                post("coordinator", "/meetings/" + MEETING, "/coordinator/meetings/" + MEETING + "/booking", Map.of());

        assertThat(answer.statusCode()).isEqualTo(303);
        var sent =
                StubServices.seen("POST", "/meetings/" + MEETING + "/booking").getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"4\"");
        assertThat(sent.body()).isEqualTo("{\"slotId\":\"" + SLOT + "\"}");
    }

    @Test
    void aDateThatNotAllCanBearNeedsAReason() {
        String other = "01980000-0000-7000-8000-000000000902";
        String path = "/coordinator/meetings/" + MEETING + "/overriding?slot=" + other;
        assertThat(as("coordinator").get("/meetings/" + MEETING).asString()).contains("href=\"" + path + "\"");

        var answer = post("coordinator", path, path, Map.of("/overriding/sure", "true", "/overriding/reason", "電話で確認"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(tree(StubServices.seen("POST", "/meetings/" + MEETING + "/booking")
                        .getFirst()
                        .body()))
                .isEqualTo(tree("{\"slotId\":\"" + other + "\",\"reason\":\"電話で確認\",\"override\":true}"));
    }

    @Test
    void aBusyParticipantIsTold() {
        StubServices.answer(
                "POST /meetings/" + MEETING + "/booking", 409, "{\"status\":409,\"code\":\"participant-busy\"}");

        var answer =
                post("coordinator", "/meetings/" + MEETING, "/coordinator/meetings/" + MEETING + "/booking", Map.of());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString()).contains("ほかの予定と重なっています");
    }

    @Test
    void aMeetingIsMovedToATimeThatIsSuggested() {
        StubServices.answer("GET /meetings/" + MEETING, 200, StubServices.read("desk-booked"));
        String path = "/coordinator/meetings/" + MEETING + "/moving";
        assertThat(as("coordinator").get("/meetings/" + MEETING).asString()).contains("href=\"" + path + "\"");
        assertThat(as("coordinator").get(path).asString()).contains("?start=2026-12-09T05%3A00%3A00Z");
        assertThat(as("coordinator").get(path + "?start=2026-12-09T05:00:00Z").asString())
                .contains("value=\"2026-12-09T14:00\"");

        var answer = post("coordinator", path, path, Map.of("/start", "2026-12-09T14:00", "/reason", "先方の都合"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(tree(StubServices.seen("PUT", "/meetings/" + MEETING + "/booking")
                        .getFirst()
                        .body()))
                .isEqualTo(tree("{\"start\":\"2026-12-09T05:00:00Z\",\"reason\":\"先方の都合\",\"override\":false}"));
    }

    @Test
    void whoWritesAProposalReadsThatItWaitsForTheClient() {
        StubServices.answer(
                "GET /proposals/" + PROPOSAL,
                200,
                StubServices.read("desk-proposal").replace("\"state\":\"DRAFT\"", "\"state\":\"SENT\""));

        assertThat(as("coordinator")
                        .queryParam("lang", "en")
                        .get(CASE + "/pipeline")
                        .asString())
                .contains("Awaiting the client’s decision")
                .doesNotContain("Awaiting your decision", "1 people");
        assertThat(as("coordinator")
                        .queryParam("lang", "ja")
                        .get("/coordinator/proposals/" + PROPOSAL)
                        .asString())
                .contains("お客様の回答待ち");
    }
}
