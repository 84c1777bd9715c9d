package jp.enishi.web;

import static jp.enishi.platform.test.rest.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import jp.enishi.platform.test.Tokens;
import jp.enishi.platform.test.rest.Request;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms in several tabs, forged ones, and forms that were opened before their reader signed in again. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class FormTokenPagesTest {
    private static final String AVAILABILITY = "/talent/availability";
    private static final String SAVED = "/talents/" + StubServices.TALENT + "/availability";
    private static final Pattern INPUT = Pattern.compile("<input[^>]*?name=\"([^\"]*)\"[^>]*?value=\"([^\"]*)\"[^>]*>");

    @BeforeEach
    void clean() {
        StubServices.reset();
    }

    private static Request visitor() {
        return given().accept("text/html");
    }

    private static Request talent(int number) {
        return visitor().oauth2(Tokens.talent(UUID.fromString("01980000-0000-7000-8000-%012d".formatted(number))));
    }

    /** The fields of the form in a page, by name. */
    private static Map<String, String> form(Response page, String action) {
        String html = page.asString();
        int start = html.indexOf("action=\"" + action + "\"");
        assertThat(start).as("form to " + action + " in " + html).isPositive();
        var fields = new LinkedHashMap<String, String>();
        var input = INPUT.matcher(html.substring(start, html.indexOf("</form>", start)));
        while (input.find()) {
            fields.putIfAbsent(input.group(1), input.group(2));
        }
        return fields;
    }

    private static Response post(Request reader, String action, Map<String, String> fields) {
        return reader.contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .post(action);
    }

    @Test
    void formsInTwoTabsBothWorkAfterOtherPagesWereOpened() {
        Response first = talent(201).get(AVAILABILITY);
        Response second = talent(201).get(AVAILABILITY);
        Response other = talent(201).get("/talent/wishes");
        talent(201).get("/");

        assertThat(first.cookies()).isEmpty();
        assertThat(form(first, AVAILABILITY).get("_csrf"))
                .isNotEqualTo(form(second, AVAILABILITY).get("_csrf"));
        assertThat(post(talent(201), AVAILABILITY, form(first, AVAILABILITY)).statusCode())
                .isEqualTo(303);
        assertThat(post(talent(201), "/talent/wishes", form(other, "/talent/wishes"))
                        .statusCode())
                .isIn(303, 422);
        assertThat(post(talent(201), AVAILABILITY, form(second, AVAILABILITY)).statusCode())
                .isEqualTo(303);
    }

    @Test
    void aTokenThatSomebodyPlantedOrThatIsAnotherReadersIsRefused() {
        Map<String, String> fields = form(talent(201).get(AVAILABILITY), AVAILABILITY);
        fields.put("_csrf", "AAAAAAAAAAAAAAAAAAAAAA");
        Response planted = post(
                talent(201)
                        .cookie("enishi-csrf", "AAAAAAAAAAAAAAAAAAAAAA")
                        .cookie("csrf-token", "AAAAAAAAAAAAAAAAAAAAAA"),
                AVAILABILITY,
                fields);
        assertThat(planted.statusCode()).isEqualTo(400);

        Map<String, String> others = form(talent(202).get(AVAILABILITY), AVAILABILITY);
        assertThat(post(talent(201), AVAILABILITY, others).statusCode()).isEqualTo(400);
        assertThat(StubServices.seen("PUT", SAVED)).isEmpty();
    }

    @Test
    void aFormThatOutlivedItsSignInIsKeptAndSentOnceItsReaderIsBack() {
        Map<String, String> fields = form(talent(201).get(AVAILABILITY), AVAILABILITY);
        fields.put("/from", "2027-01-04\"><script>");
        String key = fields.get("_key");

        Response signedOut = post(visitor(), AVAILABILITY, fields);
        assertThat(signedOut.statusCode()).isEqualTo(400);
        assertThat(signedOut.asString())
                .contains("まだ送信されていません", "別のタブでログイン")
                .contains("value=\"2027-01-04&quot;&gt;&lt;script&gt;\"");
        assertThat(form(signedOut, AVAILABILITY)).containsEntry("_key", key).containsEntry("_csrf", "");

        Map<String, String> kept = form(signedOut, AVAILABILITY);
        kept.put("/from", "2027-01-04");
        Response again = post(talent(202), AVAILABILITY, kept);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.asString()).contains("まだ送信されていません").doesNotContain("別のタブでログイン");
        assertThat(StubServices.seen("PUT", SAVED)).isEmpty();

        assertThat(post(talent(202), AVAILABILITY, form(again, AVAILABILITY)).statusCode())
                .isEqualTo(303);
        assertThat(StubServices.seen("PUT", SAVED).getFirst().body()).contains("\"2027-01-04\"");
        assertThat(form(again, AVAILABILITY)).containsEntry("_key", key);
    }

    @Test
    void whatIsNoFormChangesNothing() {
        assertThat(talent(201)
                        .contentType("application/json")
                        .body("{}")
                        .post(AVAILABILITY)
                        .statusCode())
                .isIn(400, 415);
        assertThat(visitor()
                        .contentType("text/plain")
                        .body("x")
                        .post(AVAILABILITY)
                        .statusCode())
                .isIn(303, 400, 415);
        assertThat(visitor().post(AVAILABILITY).statusCode()).isIn(303, 400, 415);
        assertThat(StubServices.seen("PUT", SAVED)).isEmpty();
    }
}
