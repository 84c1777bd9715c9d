package jp.enishi.web;

import static jp.enishi.web.PagesTest.as;
import static jp.enishi.web.PagesTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a coordinator does for a running engagement. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class CoordinatorEngagementsTest {
    private static final String ENGAGEMENT = "/engagements/" + StubServices.ENGAGEMENT;

    @BeforeEach
    void clean() {
        StubServices.reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ownership | /owner | '' | {}",
                "/check-ins | /check-ins | /checkin/dueOn=2027-03-01 | {\"dueOn\":\"2027-03-01\"}",
                "/check-ins/2/report | /check-ins/2/report | /report/side=CLIENT&/report/text=順調 | {\"side\":\"CLIENT\",\"text\":\"順調\"}",
                "/tickets/1/resolution | /tickets/1/resolution | /resolution/resolution=宛名を修正&/resolution/sure=true | {\"resolution\":\"宛名を修正\"}",
                "/ending | /ending | /ending/sure=true | ''"
            })
    void aStepIsSentInTheVersionThatWasRead(String page, String step, String typed, String body) {
        StubServices.answer("POST " + ENGAGEMENT + step, 200, StubServices.read("engagement"));
        Map<String, String> fields = typed.isEmpty()
                ? Map.of()
                : Arrays.stream(typed.split("&"))
                        .map(field -> field.split("="))
                        .collect(Collectors.toMap(field -> field[0], field -> field[1]));

        var answer = post("coordinator", ENGAGEMENT + page, ENGAGEMENT + page, fields);

        assertThat(answer.statusCode()).isEqualTo(303);
        var sent = StubServices.seen("POST", ENGAGEMENT + step).getFirst();
        assertThat(sent.header("If-Match")).isEqualTo("\"5\"");
        assertThat(sent.header("Idempotency-Key")).isNotBlank();
        assertThat(sent.body())
                .isIn(body, body.replace("\"side\":\"CLIENT\",\"text\":\"順調\"", "\"text\":\"順調\",\"side\":\"CLIENT\""));
    }

    @Test
    void theEndIsConfirmedFirst() {
        assertThat(post("coordinator", ENGAGEMENT + "/ending", ENGAGEMENT + "/ending", Map.of())
                        .statusCode())
                .isEqualTo(422);
        assertThat(StubServices.seen("POST", ENGAGEMENT + "/ending")).isEmpty();
    }

    @Test
    void anEngagementThatIsNotOverYetIsNotEnded() {
        StubServices.answer(
                "POST " + ENGAGEMENT + "/ending",
                409,
                "{\"status\":409,\"code\":\"engagement-not-over\",\"args\":{\"end\":\"2027-05-31\"}}");

        var answer =
                post("coordinator", ENGAGEMENT + "/ending", ENGAGEMENT + "/ending", Map.of("/ending/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString()).contains("id=\"problems\"").doesNotContain("engagement-not-over");
    }

    @Test
    void anEmptyResolutionIsToldAtItsField() {
        StubServices.answer("POST " + ENGAGEMENT + "/tickets/1/resolution", 422, """
                {"status":422,"code":"validation","errors":[{"pointer":"/resolution","code":"not-blank"}]}""");
        String path = ENGAGEMENT + "/tickets/1/resolution";

        var answer = post("coordinator", path, path, Map.of("/resolution/sure", "true"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("id=\"f-resolution-resolution-fault\"");
    }

    @Test
    void whatBelongsToTheSidesIsNotOffered() {
        assertThat(as("coordinator").get(ENGAGEMENT).asString())
                .contains(ENGAGEMENT + "/tickets/1/resolution")
                .contains(ENGAGEMENT + "/check-ins/2/report")
                .doesNotContain("/signature")
                .doesNotContain(ENGAGEMENT + "/notice");
        assertThat(as("client").get(ENGAGEMENT).asString()).doesNotContain(ENGAGEMENT + "/tickets/1/resolution");
    }

    /** Numbers count the concerns of both sides, and each side sees its own alone. */
    @Test
    void aConcernIsCountedAmongThoseThatTheReaderSees() {
        StubServices.answer(
                "GET " + ENGAGEMENT,
                200,
                StubServices.read("engagement").replace("\"tickets\":[{\"number\":1,", "\"tickets\":[{\"number\":2,"));

        String html = as("client").queryParam("lang", "ja").get(ENGAGEMENT).asString();

        assertThat(html).contains("相談1：").doesNotContain("相談2").contains(ENGAGEMENT + "/tickets/2/replies");
    }

    @Test
    void onlyTheNextTalkStandsOut() {
        String report = "class=\"button small\" href=\"" + ENGAGEMENT + "/check-ins/%d/report\"";

        assertThat(as("client").get(ENGAGEMENT).asString()).contains(report.formatted(2));
        assertThat(as("coordinator").get(ENGAGEMENT).asString())
                .contains(report.formatted(1))
                .doesNotContain(report.formatted(2))
                .contains(ENGAGEMENT + "/check-ins/2/report");
        assertThat(as("client")
                        .queryParam("lang", "ja")
                        .get(ENGAGEMENT + "/check-ins/2/report")
                        .asString())
                .contains("<button class=\"button\">送る</button>");
    }

    @Test
    void whoHearsTheConcernsIsNotAskedToTellThem() {
        String hint = "運営スタッフに相談できます";

        assertThat(as("client").queryParam("lang", "ja").get(ENGAGEMENT).asString())
                .contains(hint);
        assertThat(as("coordinator").queryParam("lang", "ja").get(ENGAGEMENT).asString())
                .doesNotContain(hint);
    }
}
