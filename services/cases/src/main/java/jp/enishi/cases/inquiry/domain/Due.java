package jp.enishi.cases.inquiry.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import jp.enishi.platform.kernel.Holidays;

/** Until when an inquiry is answered: the end of the next business day in Japan. */
public final class Due {
    public static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    private Due() {}

    public static Instant of(Instant received) {
        LocalDate day = LocalDate.ofInstant(received, JAPAN).plusDays(1);
        while (!isBusinessDay(day)) {
            day = day.plusDays(1);
        }
        return day.atTime(END_OF_DAY).atZone(JAPAN).toInstant();
    }

    private static boolean isBusinessDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !Holidays.contains(day);
    }
}
