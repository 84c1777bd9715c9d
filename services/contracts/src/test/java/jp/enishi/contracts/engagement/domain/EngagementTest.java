package jp.enishi.contracts.engagement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.engagement.domain.Deadlines.Due;
import jp.enishi.contracts.engagement.domain.Engagement.Before;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.Pending;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.Terms.Period;
import jp.enishi.contracts.terms.domain.TermsExamples;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.junit.jupiter.api.Test;

class EngagementTest {
    private static final LocalDate START = LocalDate.of(2026, 5, 1);
    private static final LocalDate END = LocalDate.of(2026, 10, 31);

    @Test
    void sixMonthsNeedThirtyDaysNotice() {
        assertThat(Deadlines.isLong(Rulebook.FIRST, START, END)).isTrue();
        assertThat(Deadlines.isLong(Rulebook.FIRST, START, END.minusDays(1))).isFalse();
        assertThat(Deadlines.noticeBy(Rulebook.FIRST, START, END)).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(Deadlines.noticeBy(Rulebook.FIRST, START, END.minusDays(1))).isNull();
        assertThat(Deadlines.ofEnd(Rulebook.FIRST, START, END))
                .containsExactly(
                        new Due(DueKind.RENEWAL, LocalDate.of(2026, 9, 16)),
                        new Due(DueKind.NOTICE, LocalDate.of(2026, 9, 24)),
                        new Due(DueKind.NOTICE, LocalDate.of(2026, 10, 1)));
        assertThat(Deadlines.checkIns(START, END))
                .hasSize(5)
                .startsWith(LocalDate.of(2026, 6, 1))
                .endsWith(LocalDate.of(2026, 10, 1));
    }

    @Test
    void theClientIsBoundByItAndTheTalentIsNot() {
        Engagement running = active(START, END);
        LocalDate today = LocalDate.of(2026, 8, 1);
        assertThat(running.giveNotice(Rulebook.FIRST, Side.CLIENT, today.plusDays(30), null, today))
                .satisfies(after -> {
                    assertThat(after.state()).isEqualTo(EngagementState.ENDING);
                    assertThat(after.end()).isEqualTo(today.plusDays(30));
                });
        assertThatThrownBy(() -> running.giveNotice(Rulebook.FIRST, Side.CLIENT, today.plusDays(29), null, today))
                .isInstanceOfSatisfying(RuleViolation.class, late -> {
                    assertThat(late.code()).isEqualTo("notice-too-late");
                    assertThat(late.args().get("earliest")).isEqualTo("2026-08-31");
                });
        assertThat(running.giveNotice(Rulebook.FIRST, Side.CLIENT, today, NoticeException.DISASTER, today)
                        .end())
                .isEqualTo(today);
        assertThat(running.giveNotice(Rulebook.FIRST, Side.TALENT, today.plusDays(1), null, today)
                        .end())
                .isEqualTo(today.plusDays(1));
        assertThat(active(START, END.minusDays(1))
                        .giveNotice(Rulebook.FIRST, Side.CLIENT, today, null, today)
                        .end())
                .isEqualTo(today);
        assertThatThrownBy(() -> running.giveNotice(Rulebook.FIRST, Side.CLIENT, END.plusDays(1), null, today))
                .isInstanceOf(ValidationFailure.class);
    }

    /** Not to renew is to end it: whoever lets the last day for the notice pass is seen, whatever comes of it. */
    @Test
    void whatLapsesWithoutNoticeIsSeen() {
        LocalDate last = LocalDate.of(2026, 10, 1);
        Engagement running = active(START, END);
        assertThat(running.isUnnoticed(last)).isFalse();
        assertThat(running.isUnnoticed(last.plusDays(1))).isTrue();
        assertThatThrownBy(() -> running.giveNotice(Rulebook.FIRST, Side.CLIENT, END, null, last.plusDays(1)))
                .isInstanceOfSatisfying(
                        RuleViolation.class, late -> assertThat(late.code()).isEqualTo("notice-too-late"));
        Engagement lapsed = running.stepOn(END.plusDays(1)).stepOn(END.plusDays(1));
        assertThat(lapsed.state()).isEqualTo(EngagementState.ENDED);
        assertThat(lapsed.isUnnoticed(END.plusYears(1))).isTrue();
        assertThat(running.giveNotice(Rulebook.FIRST, Side.CLIENT, END, null, last)
                        .isUnnoticed(END.plusYears(1)))
                .isFalse();
        assertThat(running.amend(Rulebook.FIRST, terms(START, END.plusMonths(3)), "h")
                        .isUnnoticed(last.plusDays(1)))
                .isFalse();
        assertThat(active(START, END.minusDays(1)).isUnnoticed(END.plusYears(1)))
                .isFalse();
    }

    @Test
    void renewalsAddUp() {
        Engagement shorter = active(START, LocalDate.of(2026, 7, 31));
        assertThat(shorter.noticeBy()).isNull();
        assertThat(shorter.amend(Rulebook.FIRST, terms(START, END), "h").noticeBy())
                .isEqualTo(LocalDate.of(2026, 10, 1));
    }

    /** A new order after less than a month continues the one before, with all that it continues itself. */
    @Test
    void ordersOfTheSameTwoAddUp() {
        LocalDate end = START.plusMonths(3).minusDays(1);
        assertThat(planned(START, end).noticeBy()).isNull();
        var gapOfAMonth = new Before(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 31));
        assertThat(planned(START, end, gapOfAMonth)).satisfies(alone -> {
            assertThat(alone.since()).isEqualTo(START);
            assertThat(alone.noticeBy()).isNull();
        });
        var lessThanAMonth = new Before(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 4, 1));
        Engagement continued = planned(START, end, gapOfAMonth, lessThanAMonth);
        assertThat(continued.since()).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(continued.noticeBy()).isEqualTo(end.minusDays(30));
        Engagement running = continued.stepOn(START);
        assertThat(running.since()).isEqualTo(continued.since());
        LocalDate today = START.plusDays(10);
        assertThatThrownBy(() -> running.giveNotice(Rulebook.FIRST, Side.CLIENT, today.plusDays(29), null, today))
                .isInstanceOf(RuleViolation.class);
    }

    /** Every pair of days of two years: a gap is shorter than a month when the day a month after the gap began is not reached. */
    @Test
    void aGapIsCountedByTheCalendar() {
        for (LocalDate ended = LocalDate.of(2027, 1, 1); ended.getYear() < 2029; ended = ended.plusDays(1)) {
            LocalDate free = ended.plusDays(1);
            LocalDate monthLater = free.plusMonths(1);
            for (LocalDate start = free; start.isBefore(free.plusDays(40)); start = start.plusDays(1)) {
                assertThat(Deadlines.continues(ended, start))
                        .as("%s then %s", ended, start)
                        .isEqualTo(start.toEpochDay() < monthLater.toEpochDay());
            }
        }
    }

    @Test
    void onlyAShortContractIsOne() {
        LocalDate today = LocalDate.of(2026, 5, 2);
        var before = new Before(LocalDate.of(2025, 5, 1), LocalDate.of(2026, 4, 30));
        Engagement month = planned(START, START.plusDays(29), before).stepOn(START);
        assertThat(month.giveNotice(Rulebook.FIRST, Side.CLIENT, today, NoticeException.SHORT_CONTRACT, today)
                        .end())
                .isEqualTo(today);
        Engagement longer = planned(START, START.plusDays(30), before).stepOn(START);
        assertThatThrownBy(() ->
                        longer.giveNotice(Rulebook.FIRST, Side.CLIENT, today, NoticeException.SHORT_CONTRACT, today))
                .isInstanceOf(ValidationFailure.class);
    }

    @Test
    void whatIsDecidedStaysDecided() {
        Pending place = new Pending(PendingItem.PLACE, new Text("移転のため", null), START);
        Terms open = TermsExamples.terms(parts -> parts.pending = List.of(place));
        assertThat(planned(START, END).reopenedBy(open)).containsExactly(0);
        assertThat(planned(START, END).amend(Rulebook.FIRST, open, "h").reopenedBy(open))
                .isEmpty();
    }

    @Test
    void itBeginsAndEndsOnItsDays() {
        Engagement planned = planned(START, END);
        assertThat(planned.stepOn(START.minusDays(1))).isNull();
        Engagement active = planned.stepOn(START);
        assertThat(active.state()).isEqualTo(EngagementState.ACTIVE);
        assertThat(active.stepOn(END)).isNull();
        Engagement ending = active.stepOn(END.plusDays(1));
        assertThat(ending.state()).isEqualTo(EngagementState.ENDING);
        Engagement ended = ending.stepOn(END.plusDays(1));
        assertThat(ended.state()).isEqualTo(EngagementState.ENDED);
        assertThat(ended.stepOn(END.plusYears(1))).isNull();
        assertThatThrownBy(() -> active.close(END)).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> ending.close(END.minusDays(1))).isInstanceOf(RuleViolation.class);
        assertThat(ending.close(END).state()).isEqualTo(EngagementState.ENDED);
        assertThatThrownBy(() -> ended.amend(Rulebook.FIRST, terms(START, END), "h"))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void aLowerFeeIsSeen() {
        Engagement running = active(START, END);
        assertThat(running.isLoweredBy(fee(new Fee(Money.yen(899_999), null)))).isTrue();
        assertThat(running.isLoweredBy(fee(new Fee(null, new Text("別途", null)))))
                .isTrue();
        assertThat(running.isLoweredBy(fee(new Fee(Money.yen(900_000), null)))).isFalse();
        assertThat(running.isLoweredBy(fee(new Fee(Money.yen(900_001), null)))).isFalse();
    }

    private static Terms fee(Fee fee) {
        return TermsExamples.terms(parts -> parts.fee = fee);
    }

    private static Terms terms(LocalDate start, LocalDate end) {
        return TermsExamples.terms(parts -> parts.period = new Period(start, end));
    }

    private static Engagement planned(LocalDate start, LocalDate end, Before... earlier) {
        UUID id = UUID.randomUUID();
        return Engagement.begin(
                Rulebook.FIRST,
                id,
                id,
                new Seat(id, id, id, id, id, id),
                null,
                terms(start, end),
                "hash",
                List.of(earlier));
    }

    private static Engagement active(LocalDate start, LocalDate end) {
        return planned(start, end).stepOn(start);
    }
}
