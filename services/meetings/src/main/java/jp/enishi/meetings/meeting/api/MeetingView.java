package jp.enishi.meetings.meeting.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.enishi.meetings.meeting.domain.Answer;
import jp.enishi.meetings.meeting.domain.Attendance;
import jp.enishi.meetings.meeting.domain.CalendarReply;
import jp.enishi.meetings.meeting.domain.Choice;
import jp.enishi.meetings.meeting.domain.Meeting;
import jp.enishi.meetings.meeting.domain.MeetingState;
import jp.enishi.meetings.meeting.domain.Outcome;
import jp.enishi.meetings.meeting.domain.Participant;
import jp.enishi.meetings.meeting.domain.Side;
import jp.enishi.meetings.meeting.domain.Slot;
import jp.enishi.meetings.meeting.domain.Text;
import jp.enishi.meetings.meeting.domain.Verdict;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as its reader may see it, with times in the reader's zone. A participant sees who has answered and their own
 * answers and outcome; what the others said, only coordinators see.
 *
 * @param title the case's, absent until it is known
 * @param pollOver the deadline has passed and no date is fixed: no answers are taken, the coordinator decides
 * @param mySide absent for a coordinator who doesn't take part
 * @param zone the reader's
 */
@Schema(name = "Meeting")
public record MeetingView(
        UUID meetingId,
        long version,
        UUID candidacyId,
        UUID caseId,
        UUID organizationId,
        UUID talentId,
        @Nullable Title title,
        MeetingState state,
        Choice choice,
        int durationMinutes,
        Instant deadline,
        boolean pollOver,
        @Nullable Side mySide,
        String zone,
        List<SlotView> slots,
        List<Person> participants,
        PlaceBody place,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable OffsetDateTime localStart,
        int sequence,
        List<OutcomeView> outcomes,
        @Nullable String reasonCode,
        @Nullable String reason) {

    /** The title of the case. */
    @Schema(name = "MeetingTitle")
    public record Title(String ja, @Nullable String en) {}

    /** A proposed time, in the reader's zone too, with those answers that the reader may see. */
    @Schema(name = "MeetingSlot")
    public record SlotView(UUID slotId, Instant start, OffsetDateTime localStart, Map<Side, Answer> answers) {}

    /** Somebody who takes part. */
    @Schema(name = "MeetingParticipant")
    public record Person(
            UUID userId,
            Side side,
            String zone,
            boolean answered,
            @Nullable Attendance attendance) {}

    /** What a side took from it. */
    @Schema(name = "MeetingOutcomeView")
    public record OutcomeView(
            Side side,
            Verdict outcome,
            @Nullable String feedback,
            @Nullable String adjustment) {}

    static MeetingView of(Meeting meeting, @Nullable Text title, Subject reader) {
        boolean all = reader.is(Role.COORDINATOR);
        Optional<Side> side = Optional.ofNullable(reader.userId()).flatMap(meeting::sideOf);
        ZoneId zone = side.map(meeting::participant).map(Participant::zone).orElse(Zones.JAPAN);
        Instant start = meeting.start();
        return new MeetingView(
                meeting.meetingId(),
                meeting.version(),
                meeting.candidacyId(),
                meeting.caseId(),
                meeting.organizationId(),
                meeting.talentId(),
                title == null ? null : new Title(title.ja(), title.en()),
                meeting.state(),
                meeting.choice(),
                meeting.durationMinutes(),
                meeting.deadline(),
                meeting.pollOver(),
                side.orElse(null),
                zone.getId(),
                meeting.slots().stream()
                        .map(slot -> new SlotView(
                                slot.slotId(),
                                slot.start(),
                                local(slot.start(), zone),
                                answers(meeting, slot, all, side)))
                        .toList(),
                meeting.participants().stream()
                        .map(participant -> person(meeting, participant))
                        .toList(),
                PlaceBody.of(meeting.place()),
                start,
                meeting.end(),
                start == null ? null : local(start, zone),
                meeting.sequence(),
                meeting.outcomes().stream()
                        .filter(outcome -> all || side.stream().anyMatch(outcome.side()::equals))
                        .map(MeetingView::outcome)
                        .toList(),
                meeting.reasonCode(),
                meeting.reason());
    }

    private static OffsetDateTime local(Instant time, ZoneId zone) {
        return time.atZone(zone).toOffsetDateTime();
    }

    private static Map<Side, Answer> answers(Meeting meeting, Slot slot, boolean all, Optional<Side> own) {
        Map<Side, Answer> answers = new LinkedHashMap<>();
        Arrays.stream(Side.values())
                .filter(side -> all || own.stream().anyMatch(side::equals))
                .forEach(side -> {
                    Answer answer = meeting.answer(side, slot.slotId());
                    if (answer != null) {
                        answers.put(side, answer);
                    }
                });
        return answers;
    }

    private static Person person(Meeting meeting, Participant participant) {
        boolean answered = meeting.answers().stream().anyMatch(of -> of.side() == participant.side());
        Attendance attendance = meeting.replies().stream()
                .filter(reply -> reply.side() == participant.side())
                .findFirst()
                .map(CalendarReply::attendance)
                .orElse(null);
        return new Person(
                participant.userId(), participant.side(), participant.zone().getId(), answered, attendance);
    }

    private static OutcomeView outcome(Outcome outcome) {
        return new OutcomeView(outcome.side(), outcome.outcome(), outcome.feedback(), outcome.adjustment());
    }
}
