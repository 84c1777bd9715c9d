package jp.enishi.platform.kernel;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;

/**
 * Japan's national holidays (国民の祝日に関する法律) as the law has stood since 2022: the holidays of article 2, the substitute
 * holiday (振替休日) and the day between two holidays (国民の休日) of article 3. The equinoxes follow the usual approximation,
 * right for 1980–2099; the Cabinet Office names them each February for the next year.
 */
public final class Holidays {
    private Holidays() {}

    public static boolean contains(LocalDate day) {
        return of(day.getYear()).contains(day);
    }

    /** The holidays of a year, in order. */
    public static Set<LocalDate> of(int year) {
        Set<LocalDate> named = new TreeSet<>(Set.of(
                LocalDate.of(year, Month.JANUARY, 1),
                monday(year, Month.JANUARY, 2),
                LocalDate.of(year, Month.FEBRUARY, 11),
                LocalDate.of(year, Month.FEBRUARY, 23),
                LocalDate.of(year, Month.MARCH, equinox(20.8431, year)),
                LocalDate.of(year, Month.APRIL, 29),
                LocalDate.of(year, Month.MAY, 3),
                LocalDate.of(year, Month.MAY, 4),
                LocalDate.of(year, Month.MAY, 5),
                monday(year, Month.JULY, 3),
                LocalDate.of(year, Month.AUGUST, 11),
                monday(year, Month.SEPTEMBER, 3),
                LocalDate.of(year, Month.SEPTEMBER, equinox(23.2488, year)),
                monday(year, Month.OCTOBER, 2),
                LocalDate.of(year, Month.NOVEMBER, 3),
                LocalDate.of(year, Month.NOVEMBER, 23)));
        Set<LocalDate> all = new TreeSet<>(named);
        for (LocalDate day : named) {
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                LocalDate substitute = day;
                while (named.contains(substitute)) {
                    substitute = substitute.plusDays(1);
                }
                all.add(substitute);
            }
            LocalDate between = day.plusDays(1);
            if (!named.contains(between) && named.contains(between.plusDays(1))) {
                all.add(between);
            }
        }
        return all;
    }

    private static LocalDate monday(int year, Month month, int which) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(which, DayOfWeek.MONDAY));
    }

    private static int equinox(double base, int year) {
        int since = year - 1980;
        return (int) (base + 0.242194 * since - Math.floorDiv(since, 4));
    }
}
