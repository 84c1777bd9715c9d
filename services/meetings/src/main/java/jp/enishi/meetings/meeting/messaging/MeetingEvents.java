package jp.enishi.meetings.meeting.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Choice;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Reminder;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.domain.Verdict;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** Tells the others of each version of a meeting, with the whole meeting, so that the newest event is enough for a reader. */
@ApplicationScoped
public class MeetingEvents {
    private static final String TOPIC = "meetings.meeting";
    private static final String TYPE = "meetings.meeting-changed.v1";

    private final Outbox outbox;

    MeetingEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** The event leaves with the running transaction. */
    public Uni<Void> append(Meeting changed, @Nullable Reminder reminder) {
        var data = new Data(
                changed.meetingId(),
                changed.candidacyId(),
                changed.caseId(),
                changed.organizationId(),
                changed.talentId(),
                changed.state(),
                changed.choice(),
                changed.deadline(),
                changed.start(),
                changed.end(),
                changed.sequence(),
                changed.participants().stream()
                        .map(participant -> new Person(participant.userId(), participant.side()))
                        .toList(),
                changed.outcomes().stream()
                        .map(outcome -> new SideOutcome(outcome.side(), outcome.outcome()))
                        .toList(),
                changed.reasonCode(),
                reminder);
        return outbox.append(new OutgoingEvent(TYPE, TOPIC, changed.meetingId(), changed.version(), data));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Data(
            UUID meetingId,
            UUID candidacyId,
            UUID caseId,
            UUID organizationId,
            UUID talentId,
            MeetingState state,
            Choice choice,
            Instant deadline,
            @Nullable Instant start,
            @Nullable Instant end,
            int sequence,
            List<Person> participants,
            List<SideOutcome> outcomes,
            @Nullable String reasonCode,
            @Nullable Reminder reminder) {}

    private record Person(UUID userId, Side side) {}

    private record SideOutcome(Side side, Verdict outcome) {}
}
