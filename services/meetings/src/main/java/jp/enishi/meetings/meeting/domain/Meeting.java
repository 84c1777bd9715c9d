package jp.enishi.meetings.meeting.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * A meeting of client, talent and coordinator about one candidacy. It is free of charge: nothing in it can hold money.
 * Each change gives a new value with the next version; times come from the database's clock.
 *
 * @param start of a booked meeting; a held or cancelled one keeps it
 * @param sequence of the calendar invitation (RFC 5545): 0 at the booking, one more with each move and with the cancellation
 * @param replies of calendars to the invitation as it is now
 * @param reminded what was reminded of already, so that it is done once
 * @param settledAt when the present start was settled; reminders before that would be late
 * @param reasonCode why it was cancelled
 * @param reason the same, or why it was moved, in the words of whoever did it
 */
public record Meeting(
        UUID meetingId,
        UUID candidacyId,
        UUID caseId,
        UUID organizationId,
        UUID talentId,
        long version,
        MeetingState state,
        Choice choice,
        int durationMinutes,
        List<Participant> participants,
        List<Slot> slots,
        Instant deadline,
        Place place,
        List<SideAnswers> answers,
        @Nullable Instant start,
        int sequence,
        List<CalendarReply> replies,
        List<Outcome> outcomes,
        Set<Reminder> reminded,
        @Nullable Instant settledAt,
        @Nullable String reasonCode,
        @Nullable String reason) {

    public static final String CASE_CLOSED = "CASE_CLOSED";
    public static final String CANDIDACY_ENDED = "CANDIDACY_ENDED";
    public static final String POLL_EXPIRED = "POLL_EXPIRED";

    public Meeting {
        participants = List.copyOf(participants);
        slots = List.copyOf(slots);
        answers = List.copyOf(answers);
        replies = List.copyOf(replies);
        outcomes = List.copyOf(outcomes);
        reminded = Set.copyOf(reminded);
    }

    public Duration duration() {
        return Duration.ofMinutes(durationMinutes);
    }

    /** The end of a booked meeting. */
    public @Nullable Instant end() {
        return start == null ? null : start.plus(duration());
    }

    public Optional<Side> sideOf(UUID userId) {
        return participants.stream()
                .filter(participant -> participant.userId().equals(userId))
                .map(Participant::side)
                .findFirst();
    }

    public Participant participant(Side side) {
        return participants.stream()
                .filter(participant -> participant.side() == side)
                .findFirst()
                .orElseThrow();
    }

    public List<UUID> users() {
        return participants.stream().map(Participant::userId).toList();
    }

    /** What this side said to the slot, or null. */
    public @Nullable Answer answer(Side side, UUID slotId) {
        return answers.stream()
                .filter(of -> of.side() == side)
                .map(of -> of.answers().get(slotId))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public boolean allAnswered() {
        return answers.size() == Side.values().length;
    }

    /** Takes one side's answers, which replace earlier ones, to all slots of a poll that is open. */
    public Meeting answered(Side side, Map<UUID, Answer> given, Instant now) {
        require(MeetingState.POLLING);
        if (!now.isBefore(deadline)) {
            throw new RuleViolation("poll-over", Map.of("deadline", deadline.toString()));
        }
        Set<UUID> asked = Set.copyOf(slots.stream().map(Slot::slotId).toList());
        if (!asked.equals(given.keySet())) {
            throw ValidationFailure.at("/answers", "answers-differ-from-slots");
        }
        return next(to -> to.answers = Stream.concat(
                        answers.stream().filter(of -> of.side() != side), Stream.of(new SideAnswers(side, given)))
                .toList());
    }

    /**
     * The slot that the rule chooses among those that are to come and free for all: the earliest to which all said YES;
     * without one the earliest to which all said YES or MAYBE.
     */
    public Optional<Slot> best(Instant now, Predicate<Instant> free) {
        List<Slot> possible = slots.stream()
                .filter(slot -> slot.start().isAfter(now) && free.test(slot.start()))
                .sorted(Comparator.comparing(Slot::start))
                .toList();
        return possible.stream()
                .filter(slot -> allSaid(slot, EnumSet.of(Answer.YES)))
                .findFirst()
                .or(() -> possible.stream()
                        .filter(slot -> allSaid(slot, EnumSet.of(Answer.YES, Answer.MAYBE)))
                        .findFirst());
    }

    private boolean allSaid(Slot slot, Set<Answer> wanted) {
        return Stream.of(Side.values()).allMatch(side -> {
            Answer said = answer(side, slot.slotId());
            return said != null && wanted.contains(said);
        });
    }

    /**
     * Whether client and talent said of this time that they can come, if need be. The coordinator who decides on it agrees
     * by that.
     */
    public boolean agreedOn(Instant time) {
        return slots.stream()
                .filter(slot -> slot.start().equals(time))
                .anyMatch(slot -> Stream.of(Side.CLIENT, Side.TALENT).allMatch(side -> {
                    Answer said = answer(side, slot.slotId());
                    return said == Answer.YES || said == Answer.MAYBE;
                }));
    }

    /** This change, with why it was made; told to all three. */
    public Meeting because(String why) {
        Next to = new Next(this);
        to.reason = why;
        return to.meeting(version);
    }

    /** Fixes the date. Fails with {@link RuleViolation} {@code slot-over} when it is past. */
    public Meeting booked(UUID slotId, Instant now) {
        require(MeetingState.POLLING);
        Instant chosen = slots.stream()
                .filter(slot -> slot.slotId().equals(slotId))
                .findFirst()
                .orElseThrow(() -> ValidationFailure.at("/slotId", "slot-unknown"))
                .start();
        return next(to -> {
            to.state = MeetingState.BOOKED;
            to.settle(chosen, now);
        });
    }

    /** Moves a booked meeting that has not begun to another time or place, with the reason. */
    public Meeting moved(Instant to, Place where, String why, Instant now) {
        require(MeetingState.BOOKED);
        requireNotBegun(now);
        return next(changed -> {
            changed.settle(to, now);
            changed.place = where;
            changed.sequence = sequence + 1;
            changed.replies = List.of();
            changed.reason = why;
        });
    }

    /** Ends a meeting that has not been held; the reason is told to the others. */
    public Meeting cancelled(String code, @Nullable String why) {
        if (!state.live()) {
            throw illegal();
        }
        return next(to -> {
            to.sequence = state == MeetingState.BOOKED ? sequence + 1 : sequence;
            to.state = MeetingState.CANCELLED;
            to.reasonCode = code;
            to.reason = why;
        });
    }

    /** Writes down what a side took from it, from its start on; the last of the three makes it HELD. */
    public Meeting withOutcome(Outcome outcome, Instant now) {
        require(MeetingState.BOOKED);
        if (now.isBefore(Objects.requireNonNull(start))) {
            throw new RuleViolation("meeting-not-begun", Map.of("start", start.toString()));
        }
        if (outcome.outcome() == Verdict.ADJUST && outcome.adjustment() == null) {
            throw ValidationFailure.at("/adjustment", "required");
        }
        return next(to -> {
            to.outcomes = Stream.concat(
                            outcomes.stream().filter(other -> other.side() != outcome.side()), Stream.of(outcome))
                    .sorted(Comparator.comparing(Outcome::side))
                    .toList();
            if (to.outcomes.size() == Side.values().length) {
                to.state = MeetingState.HELD;
            }
        });
    }

    /** Takes a calendar's answer to the invitation as it is now; one that was overtaken is refused. */
    public Meeting withReply(CalendarReply reply) {
        require(MeetingState.BOOKED);
        boolean overtaken = replies.stream()
                .anyMatch(known -> known.side() == reply.side() && known.stamp().isAfter(reply.stamp()));
        if (reply.sequence() != sequence || overtaken) {
            throw new RuleViolation("calendar-reply-outdated", Map.of("sequence", sequence));
        }
        return next(to -> to.replies = Stream.concat(
                        replies.stream().filter(other -> other.side() != reply.side()), Stream.of(reply))
                .sorted(Comparator.comparing(CalendarReply::side))
                .toList());
    }

    /** Notes that this reminder was given. */
    public Meeting reminded(Reminder kind) {
        return next(to -> to.remind(kind));
    }

    /** Notes that there is no sense in this reminder any more: nobody is told, so the version stays. */
    public Meeting skipped(Reminder kind) {
        Next to = new Next(this);
        to.remind(kind);
        return to.meeting(version);
    }

    /** Whether a reminder that is due now still says something that a later one does not say as well. */
    public boolean worthReminding(Reminder kind, Instant now) {
        return switch (kind) {
            case DEADLINE, LAST_SLOT -> true;
            case DAY -> now.isBefore(Objects.requireNonNull(start).minus(before(Reminder.HOUR)));
            case HOUR -> now.isBefore(Objects.requireNonNull(start));
        };
    }

    /** What comes next by itself: the end of the poll, or a reminder of the booked date. */
    public Optional<Due> nextDue() {
        return switch (state) {
            case POLLING ->
                Stream.of(new Due(Reminder.DEADLINE, deadline), new Due(Reminder.LAST_SLOT, lastSlot()))
                        .filter(due -> !reminded.contains(due.kind()))
                        .findFirst();
            case BOOKED -> {
                Instant begins = Objects.requireNonNull(start);
                Instant since = Objects.requireNonNull(settledAt);
                yield Stream.of(Reminder.DAY, Reminder.HOUR)
                        .filter(kind -> !reminded.contains(kind))
                        .map(kind -> new Due(kind, begins.minus(before(kind))))
                        .filter(due -> due.at().isAfter(since))
                        .min(Comparator.comparing(Due::at));
            }
            case HELD, CANCELLED -> Optional.empty();
        };
    }

    private Instant lastSlot() {
        return slots.stream().map(Slot::start).max(Comparator.naturalOrder()).orElse(deadline);
    }

    /** Whether its poll takes no answers any more, though no date is fixed. */
    public boolean pollOver() {
        return state == MeetingState.POLLING && reminded.contains(Reminder.DEADLINE);
    }

    private static Duration before(Reminder kind) {
        return kind == Reminder.DAY ? Duration.ofHours(24) : Duration.ofHours(1);
    }

    private void requireNotBegun(Instant now) {
        if (!now.isBefore(Objects.requireNonNull(start))) {
            throw new RuleViolation("meeting-begun", Map.of("start", start.toString()));
        }
    }

    private void require(MeetingState wanted) {
        if (state != wanted) {
            throw illegal();
        }
    }

    private RuleViolation illegal() {
        return new RuleViolation("meeting-step-illegal", Map.of("state", state.name()));
    }

    private interface Change {
        void apply(Next to);
    }

    private Meeting next(Change change) {
        Next to = new Next(this);
        change.apply(to);
        return to.meeting(version + 1);
    }

    /** The parts of a meeting that change. */
    private static final class Next {
        private final Meeting from;
        private MeetingState state;
        private Place place;
        private List<SideAnswers> answers;
        private @Nullable Instant start;
        private int sequence;
        private List<CalendarReply> replies;
        private List<Outcome> outcomes;
        private List<Reminder> reminded;
        private @Nullable Instant settledAt;
        private @Nullable String reasonCode;
        private @Nullable String reason;

        Next(Meeting from) {
            this.from = from;
            this.state = from.state;
            this.place = from.place;
            this.answers = from.answers;
            this.start = from.start;
            this.sequence = from.sequence;
            this.replies = from.replies;
            this.outcomes = from.outcomes;
            this.reminded = new ArrayList<>(from.reminded);
            this.settledAt = from.settledAt;
            this.reasonCode = from.reasonCode;
            this.reason = from.reason;
        }

        void settle(Instant at, Instant now) {
            if (!at.isAfter(now)) {
                throw new RuleViolation("slot-over", Map.of("start", at.toString()));
            }
            start = at;
            settledAt = now;
            reminded = List.of();
        }

        void remind(Reminder kind) {
            reminded.add(kind);
        }

        Meeting meeting(long version) {
            return new Meeting(
                    from.meetingId,
                    from.candidacyId,
                    from.caseId,
                    from.organizationId,
                    from.talentId,
                    version,
                    state,
                    from.choice,
                    from.durationMinutes,
                    from.participants,
                    from.slots,
                    from.deadline,
                    place,
                    answers,
                    start,
                    sequence,
                    replies,
                    outcomes,
                    Set.copyOf(reminded),
                    settledAt,
                    reasonCode,
                    reason);
        }
    }
}
