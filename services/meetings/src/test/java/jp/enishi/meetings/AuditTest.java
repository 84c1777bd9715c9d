package jp.enishi.meetings;

import static jp.enishi.meetings.World.MEETINGS;
import static jp.enishi.meetings.World.in;
import static jp.enishi.meetings.World.post;
import static jp.enishi.meetings.World.put;
import static jp.enishi.meetings.World.read;
import static jp.enishi.meetings.World.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import jp.enishi.platform.security.Policy;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.rest.Rest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Every decision about a meeting is in the audit trail with who and when. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class AuditTest {
    /** Reading what concerns oneself, and coordinators' work with all of them, leave no trace. */
    private static final Set<String> SILENT =
            Set.of("meeting.list", "meeting.read", "meeting.suggest", "meeting.calendar");

    Outside outside;

    @Test
    void everyDecisionIsRecorded() {
        World world = new World().wanted();
        String id = world.call("COORDINATOR", in(30));
        String path = MEETINGS + "/" + id;
        world.answer(world.talentToken(), id, 1, "YES").then().statusCode(200);
        world.book(id, 2, 0).then().statusCode(200);
        put(
                        world.coordinatorToken(),
                        path + "/booking",
                        3,
                        Map.of("start", in(40).toString(), "override", true, "reason", "都合により"))
                .then()
                .statusCode(200);
        MeetingsTest.calendarReply(
                        world.coordinatorToken(),
                        MeetingsTest.reply(id, outside.account(world.talent, true), "ACCEPTED", 1, "20260101T000000Z"))
                .then()
                .statusCode(200);
        World.age(id, Duration.ofHours(50));
        long version = ((Number) read(world.talentToken(), id).path("version")).longValue();
        put(world.talentToken(), path + "/outcome", version, Map.of("outcome", "PROCEED"))
                .then()
                .statusCode(200);
        World other = new World().wanted();
        post(
                        other.clientToken(),
                        MEETINGS + "/" + other.call("COORDINATOR", in(30)) + "/cancellation",
                        1,
                        Map.of("reason", "都合により"))
                .then()
                .statusCode(200);

        for (String action : Policy.load().actions()) {
            if (action.startsWith("meeting.") && !SILENT.contains(action)) {
                assertThat(sql("select count(*) from audit where action = '" + action + "' and actor is not null"))
                        .as(action)
                        .isNotEqualTo("0");
            }
        }
        assertThat(sql("select count(*) from outbox o where 1 <> (select count(*) from audit a"
                        + " where a.object_id = o.aggregate_id and a.version = o.version)"))
                .as("each version of each meeting has its one row")
                .isEqualTo("0");
        Rest.given()
                .port(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class))
                .get("/q/enishi/audit")
                .then()
                .statusCode(200)
                .body("intact", is(true))
                .body("broken", hasSize(0));
    }
}
