package jp.enishi.meetings;

import static jp.enishi.meetings.World.MEETINGS;
import static jp.enishi.meetings.World.in;
import static jp.enishi.meetings.World.sql;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.test.AuthorisationContract;
import jp.enishi.platform.test.EnishiTestResource;
import jp.enishi.platform.test.Sample;
import jp.enishi.platform.test.Specimen;

@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Outside.class)
class AuthorisationTest extends AuthorisationContract {
    Outside outside;

    @Override
    protected Map<String, Set<String>> states() {
        return Map.of("meeting", names(MeetingState.values()));
    }

    @Override
    protected List<Specimen> specimens() {
        List<Specimen> all = new ArrayList<>();
        World met = world("MET");
        all.add(new Specimen("meeting", "NONE", Map.of("candidacyId", met.candidacy.toString()), owners(met)));
        for (MeetingState state : MeetingState.values()) {
            World world = world("MEETING_WANTED");
            String id = state == MeetingState.POLLING ? world.call("COORDINATOR", in(30)) : world.booked(in(30));
            sql("update meeting set state = '" + state
                    + "', document = jsonb_set(document::jsonb, '{state}', to_jsonb('" + state
                    + "'::text))::text where meeting_id = '" + id + "'");
            if (state != MeetingState.BOOKED) {
                sql("update booking set live = false where meeting_id = '" + id + "'");
            }
            all.add(new Specimen(
                    "meeting",
                    state.name(),
                    Map.of("id", id, "address", outside.account(world.talent, true)),
                    owners(world)));
        }
        return all;
    }

    /** As the events of cases would have told it. */
    private static World world(String stage) {
        World world = new World();
        sql("insert into candidacy values ('" + world.candidacy + "', '" + world.caseId + "', '" + world.organization
                + "', gen_random_uuid(), '" + world.talent + "', '" + stage + "')");
        return world;
    }

    private static Map<Role, String> owners(World world) {
        return Map.of(
                Role.CLIENT, world.clientToken(),
                Role.TALENT, world.talentToken(),
                Role.COORDINATOR, world.coordinatorToken());
    }

    @Override
    protected Map<String, Sample> samples() {
        Map<String, Sample> samples = new LinkedHashMap<>();
        Map<String, Object> plan = new World().plan("COORDINATOR", in(30));
        plan.put("candidacyId", "<candidacyId>");
        samples.put("POST " + MEETINGS, Sample.of(plan));
        samples.put(
                "PUT " + MEETINGS + "/{id}/answers",
                Sample.of(Map.of(
                        "answers",
                        List.of(Map.of("slotId", "00000000-0000-4000-8000-000000000001", "answer", "YES")))));
        samples.put(
                "POST " + MEETINGS + "/{id}/booking",
                Sample.of(
                        Map.of("slotId", "00000000-0000-4000-8000-000000000001", "override", true, "reason", "電話で確認")));
        samples.put(
                "PUT " + MEETINGS + "/{id}/booking",
                Sample.of(Map.of("start", in(40).toString(), "override", true, "reason", "都合により")));
        samples.put("POST " + MEETINGS + "/{id}/cancellation", Sample.of(Map.of("reason", "都合により")));
        samples.put("PUT " + MEETINGS + "/{id}/outcome", Sample.of(Map.of("outcome", "PROCEED")));
        samples.put(
                "GET " + MEETINGS + "/{id}/suggestions", Sample.query("from=" + day(in(24)) + "&to=" + day(in(72))));
        samples.put(
                "POST " + MEETINGS + "/calendar-replies",
                Sample.text(
                        "text/calendar", MeetingsTest.reply("<id>", "<address>", "ACCEPTED", 0, "20260101T000000Z")));
        return samples;
    }

    @Override
    protected Map<String, Integer> exceptions() {
        // What is unknown is named inside the body, which a coordinator is told.
        return Map.of(
                "POST " + MEETINGS + " COORDINATOR UNKNOWN", 422,
                "POST " + MEETINGS + "/calendar-replies COORDINATOR UNKNOWN", 422);
    }

    private static String day(Instant at) {
        return at.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }
}
