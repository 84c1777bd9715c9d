package jp.enishi.meetings.meeting.domain;

import static jp.enishi.meetings.meeting.domain.Samples.FIRST;
import static jp.enishi.meetings.meeting.domain.Samples.NOW;
import static jp.enishi.meetings.meeting.domain.Samples.answers;
import static jp.enishi.meetings.meeting.domain.Samples.booked;
import static jp.enishi.meetings.meeting.domain.Samples.polling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MeetingTest {
    private static final Place VIDEO = Samples.video();

    @Test
    void the_rule_takes_the_earliest_yes_of_all_else_the_earliest_without_a_no() {
        Random random = new Random(42);
        for (int round = 0; round < 3_000; round++) {
            Meeting meeting = polling(1 + random.nextInt(6));
            for (Side side : Side.values()) {
                if (random.nextInt(5) > 0) {
                    Map<UUID, Answer> given = new HashMap<>();
                    meeting.slots()
                            .forEach(slot ->
                                    given.put(slot.slotId(), Answer.values()[Math.min(2, random.nextInt(5) / 2)]));
                    meeting = meeting.answered(side, given, NOW);
                }
            }
            Set<Instant> busy = meeting.slots().stream()
                    .map(Slot::start)
                    .filter(start -> random.nextInt(4) == 0)
                    .collect(Collectors.toSet());
            Instant now = FIRST.plusSeconds(3_600L * random.nextInt(3) - 1_800);
            assertThat(meeting.best(now, start -> !busy.contains(start))).isEqualTo(expected(meeting, now, busy));
        }
    }

    /** The rule in other words: rank each slot, then take the best rank and within it the earliest. */
    private static Optional<Slot> expected(Meeting meeting, Instant now, Set<Instant> busy) {
        record Ranked(Slot slot, int rank) {}
        return meeting.slots().stream()
                .filter(slot -> slot.start().compareTo(now) > 0)
                .filter(slot -> !busy.contains(slot.start()))
                .map(slot -> {
                    int rank = 0;
                    for (Side side : Side.values()) {
                        Answer said = meeting.answer(side, slot.slotId());
                        rank = Math.max(rank, said == null || said == Answer.NO ? 2 : said == Answer.MAYBE ? 1 : 0);
                    }
                    return new Ranked(slot, rank);
                })
                .filter(ranked -> ranked.rank() < 2)
                .min(Comparator.comparingInt(Ranked::rank)
                        .thenComparing(ranked -> ranked.slot().start()))
                .map(Ranked::slot);
    }

    @Test
    void answers_are_for_every_slot_of_an_open_poll() {
        Meeting meeting = polling(2);
        assertThat(meeting.answered(Side.CLIENT, answers(meeting, Answer.YES, Answer.NO), NOW)
                        .version())
                .isEqualTo(2);
        assertThatThrownBy(() -> meeting.answered(Side.CLIENT, answers(meeting, Answer.YES), NOW))
                .isInstanceOf(ValidationFailure.class);
        assertRule(
                "poll-over",
                () -> meeting.answered(Side.CLIENT, answers(meeting, Answer.YES, Answer.NO), Samples.DEADLINE));
        Meeting booked = booked();
        assertRule("meeting-step-illegal", () -> booked.answered(Side.CLIENT, answers(booked, Answer.YES), NOW));
    }

    @Test
    void answering_again_replaces_the_answer() {
        Meeting meeting = polling(1);
        UUID slot = meeting.slots().getFirst().slotId();
        Meeting again = meeting.answered(Side.TALENT, answers(meeting, Answer.NO), NOW)
                .answered(Side.TALENT, answers(meeting, Answer.YES), NOW);
        assertThat(again.answer(Side.TALENT, slot)).isEqualTo(Answer.YES);
        assertThat(again.answers()).hasSize(1);
        assertThat(again.allAnswered()).isFalse();
    }

    @Test
    void a_past_slot_is_not_booked() {
        Meeting meeting = polling(1);
        UUID slot = meeting.slots().getFirst().slotId();
        assertRule("slot-over", () -> meeting.booked(slot, FIRST));
        assertThatThrownBy(() -> meeting.booked(UUID.randomUUID(), NOW)).isInstanceOf(ValidationFailure.class);
    }

    @Test
    void a_move_raises_the_sequence_and_asks_calendars_again() {
        Meeting booked = booked().withReply(new CalendarReply(Side.TALENT, Attendance.ACCEPTED, 0, NOW));
        Meeting moved = booked.moved(FIRST.plusSeconds(86_400), VIDEO, "客先の都合", NOW);
        assertThat(moved.sequence()).isEqualTo(1);
        assertThat(moved.replies()).isEmpty();
        assertThat(moved.start()).isEqualTo(FIRST.plusSeconds(86_400));
        assertRule("meeting-begun", () -> booked.moved(FIRST.plusSeconds(86_400), VIDEO, "x", FIRST));
        assertRule("slot-over", () -> booked.moved(NOW, VIDEO, "x", NOW));
        assertRule("meeting-step-illegal", () -> polling(1).moved(FIRST, VIDEO, "x", NOW));
    }

    @Test
    void a_cancelled_or_held_meeting_never_changes_again() {
        Meeting cancelled = booked().cancelled("BY_CLIENT", "中止");
        assertThat(cancelled.sequence()).isEqualTo(1);
        assertThat(polling(1).cancelled("BY_CLIENT", null).sequence()).isZero();
        Meeting held = booked();
        for (Side side : Side.values()) {
            held = held.withOutcome(new Outcome(side, Verdict.PROCEED, null, null), FIRST);
        }
        assertThat(held.state()).isEqualTo(MeetingState.HELD);
        for (Meeting ended : List.of(cancelled, held)) {
            UUID slot = ended.slots().getFirst().slotId();
            for (ThrowingCallable step : List.<ThrowingCallable>of(
                    () -> ended.answered(Side.CLIENT, answers(ended, Answer.YES), NOW),
                    () -> ended.booked(slot, NOW),
                    () -> ended.moved(FIRST.plusSeconds(60), VIDEO, "x", NOW),
                    () -> ended.cancelled("BY_CLIENT", null),
                    () -> ended.withOutcome(new Outcome(Side.CLIENT, Verdict.DECLINE, null, null), FIRST),
                    () -> ended.withReply(new CalendarReply(Side.CLIENT, Attendance.ACCEPTED, 0, NOW)))) {
                assertRule("meeting-step-illegal", step);
            }
            assertThat(ended.nextDue()).isEmpty();
        }
    }

    @Test
    void an_outcome_comes_after_the_start_and_an_adjustment_says_what() {
        Meeting booked = booked();
        assertRule(
                "meeting-not-begun",
                () -> booked.withOutcome(new Outcome(Side.CLIENT, Verdict.PROCEED, null, null), FIRST.minusSeconds(1)));
        assertThatThrownBy(() -> booked.withOutcome(new Outcome(Side.CLIENT, Verdict.ADJUST, null, null), FIRST))
                .isInstanceOf(ValidationFailure.class);
        Meeting twice = booked.withOutcome(new Outcome(Side.CLIENT, Verdict.PROCEED, null, null), FIRST)
                .withOutcome(new Outcome(Side.CLIENT, Verdict.ADJUST, null, "週3日に"), FIRST);
        assertThat(twice.outcomes()).containsExactly(new Outcome(Side.CLIENT, Verdict.ADJUST, null, "週3日に"));
        assertThat(twice.state()).isEqualTo(MeetingState.BOOKED);
    }

    @Test
    void only_an_answer_to_the_present_invitation_counts_and_the_latest_of_them() {
        Meeting moved = booked().moved(FIRST.plusSeconds(3_600), VIDEO, "x", NOW);
        assertRule(
                "calendar-reply-outdated",
                () -> moved.withReply(new CalendarReply(Side.CLIENT, Attendance.ACCEPTED, 0, NOW)));
        assertRule(
                "calendar-reply-outdated",
                () -> moved.withReply(new CalendarReply(Side.CLIENT, Attendance.ACCEPTED, 2, NOW)));
        Meeting declined = moved.withReply(new CalendarReply(Side.CLIENT, Attendance.DECLINED, 1, NOW.plusSeconds(9)));
        assertRule(
                "calendar-reply-outdated",
                () -> declined.withReply(new CalendarReply(Side.CLIENT, Attendance.ACCEPTED, 1, NOW)));
        assertThat(declined.withReply(new CalendarReply(Side.CLIENT, Attendance.TENTATIVE, 1, NOW.plusSeconds(10)))
                        .replies())
                .extracting(CalendarReply::attendance)
                .containsExactly(Attendance.TENTATIVE);
    }

    @Test
    void reminders_come_a_day_and_an_hour_before_and_never_late() {
        Meeting booked = booked();
        assertThat(booked.nextDue()).contains(new Due(Reminder.DAY, FIRST.minus(Duration.ofHours(24))));
        Meeting day = booked.reminded(Reminder.DAY);
        assertThat(day.nextDue()).contains(new Due(Reminder.HOUR, FIRST.minus(Duration.ofHours(1))));
        assertThat(day.reminded(Reminder.HOUR).nextDue()).isEmpty();
        Meeting polling = polling(1);
        UUID slot = polling.slots().getFirst().slotId();
        assertThat(polling.booked(slot, FIRST.minus(Duration.ofHours(3))).nextDue())
                .contains(new Due(Reminder.HOUR, FIRST.minus(Duration.ofHours(1))));
        assertThat(polling.booked(slot, FIRST.minus(Duration.ofMinutes(5))).nextDue())
                .isEmpty();
        assertThat(booked.worthReminding(Reminder.DAY, FIRST.minus(Duration.ofMinutes(30))))
                .isFalse();
        assertThat(booked.skipped(Reminder.DAY).version()).isEqualTo(booked.version());
        assertThat(booked.worthReminding(Reminder.HOUR, FIRST)).isFalse();
        Meeting moved = day.moved(FIRST.plusSeconds(86_400), VIDEO, "x", NOW);
        assertThat(moved.nextDue()).contains(new Due(Reminder.DAY, FIRST));
    }

    @Test
    void a_polls_end_is_due_once() {
        Meeting polling = polling(1);
        assertThat(polling.nextDue()).contains(new Due(Reminder.DEADLINE, Samples.DEADLINE));
        // When its last time has come, there is nothing left to choose.
        assertThat(polling.reminded(Reminder.DEADLINE).nextDue()).contains(new Due(Reminder.LAST_SLOT, FIRST));
        assertThat(polling.pollOver()).isFalse();
        assertThat(polling.reminded(Reminder.DEADLINE).pollOver()).isTrue();
    }

    @Test
    void a_plan_is_refused_with_every_mistake_at_once() {
        Participant one = Samples.people().getFirst();
        var plan = new MeetingPlan(
                List.of(one, new Participant(Side.TALENT, one.userId(), one.zone(), Language.ja)),
                121,
                List.of(FIRST, FIRST, NOW, FIRST.plusSeconds(1), NOW.plus(Duration.ofDays(181))),
                NOW,
                Choice.AUTOMATIC,
                new Place(Place.Kind.VIDEO, "http://plain.example", new Text("東京", null)));
        assertThatThrownBy(() -> Samples.called(plan))
                .isInstanceOfSatisfying(
                        ValidationFailure.class,
                        failure -> assertThat(failure.errors())
                                .extracting(FieldError::pointer)
                                .contains(
                                        "/participants/talent/userId",
                                        "/durationMinutes",
                                        "/deadline",
                                        "/slots/1/start",
                                        "/slots/3/start",
                                        "/slots/4/start",
                                        "/place/url",
                                        "/place/address"));
        for (Place wrong : List.of(
                new Place(Place.Kind.VIDEO, null, null),
                new Place(Place.Kind.VIDEO, "javascript:alert(1)", null),
                new Place(Place.Kind.ADDRESS, null, null),
                new Place(Place.Kind.ADDRESS, "https://x.example", new Text("東京都港区", null)))) {
            assertThat(MeetingPlan.errors(wrong)).isNotEmpty();
        }
        assertThat(MeetingPlan.errors(new Place(Place.Kind.ADDRESS, null, new Text("東京都港区芝1-2-3", null))))
                .isEmpty();
    }

    private static void assertRule(String code, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        RuleViolation.class, broken -> assertThat(broken.code()).isEqualTo(code));
    }
}
