package jp.enishi.meetings.meeting.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Meetings for tests; the clock stands at {@link #NOW}, a Monday at noon in Japan. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");
    public static final Instant DEADLINE = Instant.parse("2026-12-01T09:00:00Z");
    public static final Instant FIRST = Instant.parse("2026-12-03T01:00:00Z");

    private Samples() {}

    public static List<Participant> people() {
        return people(ZoneId.of("Asia/Tokyo"));
    }

    public static List<Participant> people(ZoneId talentZone) {
        return List.of(
                new Participant(Side.CLIENT, UUID.randomUUID(), ZoneId.of("Asia/Tokyo"), Language.ja),
                new Participant(Side.TALENT, UUID.randomUUID(), talentZone, Language.en),
                new Participant(Side.COORDINATOR, UUID.randomUUID(), ZoneId.of("Asia/Tokyo"), Language.ja));
    }

    public static Place video() {
        return new Place(Place.Kind.VIDEO, "https://meet.example/abc", null);
    }

    public static MeetingPlan plan(Choice choice, Instant... slots) {
        return new MeetingPlan(people(), 60, List.of(slots), DEADLINE, choice, video());
    }

    public static Meeting called(MeetingPlan plan) {
        return plan.call(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), NOW);
    }

    /** A poll with so many slots, an hour apart. */
    public static Meeting polling(int slots) {
        List<Instant> starts = new ArrayList<>();
        for (int n = 0; n < slots; n++) {
            starts.add(FIRST.plusSeconds(3_600L * n));
        }
        return called(plan(Choice.AUTOMATIC, starts.toArray(Instant[]::new)));
    }

    public static Meeting booked() {
        Meeting polling = polling(1);
        return polling.booked(polling.slots().getFirst().slotId(), NOW);
    }

    /** Answers to all slots, in their order. */
    public static Map<UUID, Answer> answers(Meeting meeting, Answer... given) {
        Map<UUID, Answer> answers = new HashMap<>();
        for (int n = 0; n < given.length; n++) {
            answers.put(meeting.slots().get(n).slotId(), given[n]);
        }
        return answers;
    }
}
