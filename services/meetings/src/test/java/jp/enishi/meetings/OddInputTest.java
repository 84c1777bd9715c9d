package jp.enishi.meetings;

import static jp.enishi.meetings.World.MEETINGS;
import static jp.enishi.meetings.World.as;
import static jp.enishi.meetings.World.in;
import static jp.enishi.meetings.World.post;
import static jp.enishi.meetings.World.put;
import static jp.enishi.platform.test.OddInputs.fine;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.OddInputs;
import jp.enishi.platform.test.OddInputs.Odd;
import jp.enishi.platform.test.rest.Response;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is never a server error. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class OddInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world = new World();

    @Test
    void calls() {
        world.wanted();
        bodies(world.plan("AUTOMATIC", in(30)))
                .forEach(odd -> fine(odd, post(world.coordinatorToken(), MEETINGS, odd.body())));
        Map<String, Object> elsewhere = world.plan("COORDINATOR", in(30));
        elsewhere.put("place", Map.of("kind", "ADDRESS", "address", Map.of("ja", "東京都港区", "en", "Minato")));
        bodies(elsewhere).forEach(odd -> fine(odd, post(world.coordinatorToken(), MEETINGS, odd.body())));
    }

    @Test
    void changes() {
        world.wanted();
        String path = MEETINGS + "/" + world.booked(in(30));
        String slot = as(world.talentToken()).get(path).path("slots[0].slotId");
        bodies(Map.of("answers", List.of(Map.of("slotId", slot, "answer", "YES"))))
                .forEach(odd -> fine(odd, put(world.talentToken(), path + "/answers", 9, odd.body())));
        bodies(Map.of("slotId", slot, "override", true, "reason", "電話で確認"))
                .forEach(odd -> fine(odd, post(world.coordinatorToken(), path + "/booking", 9, odd.body())));
        bodies(Map.of(
                        "start",
                        in(40).toString(),
                        "override",
                        true,
                        "reason",
                        "都合により",
                        "place",
                        Map.of("kind", "VIDEO", "url", "https://meet.example/x")))
                .forEach(odd -> fine(odd, put(world.coordinatorToken(), path + "/booking", 9, odd.body())));
        bodies(Map.of("outcome", "ADJUST", "feedback", "良い", "adjustment", "週2日", "side", "TALENT"))
                .forEach(odd -> fine(odd, put(world.coordinatorToken(), path + "/outcome", 9, odd.body())));
        bodies(Map.of("reason", "都合により"))
                .forEach(odd -> fine(odd, post(world.clientToken(), path + "/cancellation", 9, odd.body())));
        as(world.talentToken()).get(path).then().statusCode(200);
    }

    @Test
    void calendars() {
        String good =
                MeetingsTest.reply(UUID.randomUUID().toString(), "a@example.com", "ACCEPTED", 0, "20260101T000000Z");
        for (String odd : List.of(
                "",
                " ",
                "{}",
                "BEGIN:VCALENDAR",
                good.replace("END:VEVENT\r\n", ""),
                good.replace("\r\n", "\n"),
                good.replace("VERSION:2.0", "VERSION:9"),
                good.replace("SEQUENCE:0", "SEQUENCE:99999999999999999999"),
                good.replace("SEQUENCE:0", "SEQUENCE:-1"),
                good.replace("20260101T000000Z", "99999999T999999Z"),
                good.replace("20260101T000000Z", "x"),
                good.replace("mailto:", ""),
                good.replace("a@example.com", "\u202e@"),
                good.replace("ACCEPTED", "MAYBE"),
                good.replace("UID:", "UID:x"),
                good.replace("METHOD:REPLY", "METHOD:REQUEST"),
                good + good,
                "X".repeat(200_000))) {
            fine(odd, MeetingsTest.calendarReply(world.coordinatorToken(), odd));
        }
    }

    @Test
    void versionsAndKeys() {
        world.wanted();
        String path = MEETINGS + "/" + world.call("COORDINATOR", in(30)) + "/cancellation";
        for (String version : OddInputs.VERSIONS) {
            Response answer = as(world.coordinatorToken())
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("If-Match", version)
                    .body(Map.of("reason", "x"))
                    .post(path);
            assertThat(answer.statusCode()).as(version).isIn(400, 412, 428);
            fine(version, answer);
        }
        for (String key : List.of("", " ", "é", "a b", "x".repeat(10_000))) {
            Response answer = as(world.coordinatorToken())
                    .header("Idempotency-Key", key)
                    .header("If-Match", "\"1\"")
                    .body(Map.of("reason", "x"))
                    .post(path);
            assertThat(answer.statusCode()).as(key).isIn(400, 431);
        }
    }

    @Test
    void pathsAndQueries() {
        world.wanted();
        String meeting = "/" + world.call("COORDINATOR", in(30));
        OddInputs.pages().forEach(query -> fine(query, get("?" + query)));
        for (String id : OddInputs.IDS) {
            for (String path : List.of(
                    "/" + id, "/" + id + "/calendar.ics", "/" + id + "/suggestions?from=2026-01-01&to=2026-01-02")) {
                Response answer = get(path);
                assertThat(answer.statusCode()).as(path).isIn(400, 404);
                fine(path, answer);
            }
        }
        for (String query : List.of(
                "?state=",
                "?state=%00",
                meeting + "/suggestions",
                meeting + "/suggestions?from=x&to=y",
                meeting + "/suggestions?from=%2B999999999-12-31&to=%2B999999999-12-31",
                meeting + "/suggestions?from=-999999999-01-01&to=-999999999-01-01",
                meeting + "/suggestions?from=2026-01-02&to=2026-01-01",
                meeting + "/suggestions?from=2026-01-01&to=2036-01-01")) {
            fine(query, get(query));
        }
    }

    private Response get(String path) {
        return as(world.coordinatorToken()).get(MEETINGS + path);
    }

    private static List<Odd> bodies(Object good) {
        try {
            return OddInputs.bodies(JSON.writeValueAsString(good)).toList();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
