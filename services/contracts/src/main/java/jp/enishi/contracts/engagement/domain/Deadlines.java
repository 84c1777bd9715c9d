package jp.enishi.contracts.engagement.domain;

import static jp.enishi.contracts.rule.domain.DatedRule.LONG_ENGAGEMENT_MONTHS;
import static jp.enishi.contracts.rule.domain.DatedRule.NOTICE_DAYS;
import static jp.enishi.contracts.rule.domain.DatedRule.NOTICE_REMINDER_DAYS;
import static jp.enishi.contracts.rule.domain.DatedRule.RENEWAL_DAYS;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import jp.enishi.contracts.rule.domain.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * The days that follow from the first and the last day of an engagement, renewals included, by the rules that hold on its last
 * day.
 */
public final class Deadlines {

    private Deadlines() {}

    /** Something to be told on a day. */
    public record Due(DueKind kind, LocalDate on) {}

    public static boolean isLong(Rulebook rules, LocalDate start, LocalDate end) {
        return Period.between(start, end.plusDays(1)).toTotalMonths() >= rules.on(LONG_ENGAGEMENT_MONTHS, end);
    }

    /** The last day on which the client can say that the engagement ends; null where no notice is needed. */
    public static @Nullable LocalDate noticeBy(Rulebook rules, LocalDate start, LocalDate end) {
        return isLong(rules, start, end) ? end.minusDays(rules.on(NOTICE_DAYS, end)) : null;
    }

    /** Whether what begins on a day continues what ended on another: less than a month lies between. */
    public static boolean continues(LocalDate ended, LocalDate start) {
        return start.isBefore(notContinuedFrom(ended));
    }

    /** The first day on which something else begins that doesn't continue what ended. */
    public static LocalDate notContinuedFrom(LocalDate ended) {
        return ended.plusDays(1).plusMonths(1);
    }

    /** A check-in after each month, in order. */
    public static List<LocalDate> checkIns(LocalDate start, LocalDate end) {
        var days = new ArrayList<LocalDate>();
        for (int month = 1; !start.plusMonths(month).isAfter(end); month++) {
            days.add(start.plusMonths(month));
        }
        return days;
    }

    /** What is to be told about the end of what began on a day, renewals added up. */
    public static List<Due> ofEnd(Rulebook rules, LocalDate start, LocalDate end) {
        var dues = new ArrayList<Due>();
        dues.add(new Due(DueKind.RENEWAL, end.minusDays(rules.on(RENEWAL_DAYS, end))));
        LocalDate noticeBy = noticeBy(rules, start, end);
        if (noticeBy != null) {
            dues.add(new Due(DueKind.NOTICE, noticeBy.minusDays(rules.on(NOTICE_REMINDER_DAYS, end))));
            dues.add(new Due(DueKind.NOTICE, noticeBy));
        }
        return dues;
    }
}
