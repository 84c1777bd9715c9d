package jp.enishi.talents.talent.messaging;

import java.util.List;
import java.util.UUID;
import jp.enishi.platform.messaging.OutgoingEvent;
import jp.enishi.talents.talent.domain.Availability;
import jp.enishi.talents.talent.domain.Part;
import jp.enishi.talents.talent.domain.Sheet;
import jp.enishi.talents.talent.domain.Status;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.domain.Wishes;
import org.jspecify.annotations.Nullable;

/** What others are told of a talent: the whole state without anything personal, so that the newest event is enough. */
public final class TalentEvents {
    private static final String TOPIC = "talents.talent";

    private TalentEvents() {}

    /** Schema: {@code talents.talent-registered.v1}, {@code talents.talent-revised.v1}. */
    record State(
            UUID talentId,
            @Nullable UUID userId,
            Status status,
            String language,
            List<Part> changed,
            Sheet sheet,
            @Nullable Availability availability,
            @Nullable Wishes wishes,
            boolean complete) {}

    public static OutgoingEvent registered(Talent talent) {
        return event("talents.talent-registered.v1", talent, Part.PROFILE);
    }

    public static OutgoingEvent revised(Talent talent, Part part) {
        return event("talents.talent-revised.v1", talent, part);
    }

    /** The last that is told of a talent. */
    public static OutgoingEvent erased(TalentId id, long version) {
        return OutgoingEvent.tombstone("talents.talent-erased.v1", TOPIC, id.value(), version);
    }

    private static OutgoingEvent event(String type, Talent talent, Part changed) {
        var state = new State(
                talent.id().value(),
                talent.userId(),
                talent.status(),
                talent.profile().language(),
                List.of(changed),
                talent.sheet(),
                talent.availability(),
                talent.wishes(),
                talent.completeness().complete());
        return new OutgoingEvent(type, TOPIC, talent.id().value(), talent.version(), state);
    }
}
