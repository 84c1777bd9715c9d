package jp.enishi.contracts.engagement.domain;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The days that follow from the first and the last day of an engagement, renewals included. */
public final class Deadlines {

    /** From so many months on, ending needs notice (フリーランス法 art. 16). */
    public static final int LONG_ENGAGEMENT = 6;

    /** Days between the notice and the last day. */
    public static final int NOTICE = 30;

    /** Days before the last day on which the renewal is asked about. */
    public static final int RENEWAL = 45;

    /** Days before the last day for a notice on which that is said. */
    public static final int BEFORE_NOTICE = 7;

    /** Days after which an open ticket is remembered. */
    public static final int TICKET = 3;

    private Deadlines() {}

    /** Something to be told on a day. */
    public record Due(DueKind kind, LocalDate on) {}

    public static boolean isLong(LocalDate start, LocalDate end) {
        return Period.between(start, end.plusDays(1)).toTotalMonths() >= LONG_ENGAGEMENT;
    }

    /** The last day on which the client can say that the engagement ends; null where no notice is needed. */
    public static @Nullable LocalDate noticeBy(LocalDate start, LocalDate end) {
        return isLong(start, end) ? end.minusDays(NOTICE) : null;
    }

    /** Whether what begins on a day continues what ended on another: less than a month lies between. */
    public static boolean continues(LocalDate ended, LocalDate start) {
        return start.isBefore(ended.plusDays(1).plusMonths(1));
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
    public static List<Due> ofEnd(LocalDate start, LocalDate end) {
        var dues = new ArrayList<Due>();
        dues.add(new Due(DueKind.RENEWAL, end.minusDays(RENEWAL)));
        LocalDate noticeBy = noticeBy(start, end);
        if (noticeBy != null) {
            dues.add(new Due(DueKind.NOTICE, noticeBy.minusDays(BEFORE_NOTICE)));
        }
        return dues;
    }
}
