package jp.enishi.meetings.meeting.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import jp.enishi.platform.kernel.Holidays;

/**
 * Times that may suit everybody: between 9 and 18 h of each one's own zone, on a weekday for each, on no holiday in Japan.
 */
public final class Suggestions {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);
    private static final Duration STEP = Duration.ofMinutes(30);

    private Suggestions() {}

    /**
     * Starts after {@code now}, each half hour of the days in Japan.
     *
     * @param from first day, in Japan
     * @param to last day, in Japan
     * @param most so many at most, the earliest
     */
    public static List<Instant> find(
            List<ZoneId> zones,
            Duration duration,
            LocalDate from,
            LocalDate to,
            Instant now,
            Predicate<Instant> free,
            int most) {
        List<Instant> found = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to) && found.size() < most; day = day.plusDays(1)) {
            if (Holidays.contains(day)) {
                continue;
            }
            Instant end = day.plusDays(1).atStartOfDay(JAPAN).toInstant();
            for (Instant start = day.atStartOfDay(JAPAN).toInstant();
                    start.isBefore(end) && found.size() < most;
                    start = start.plus(STEP)) {
                Instant candidate = start;
                if (candidate.isAfter(now)
                        && zones.stream().allMatch(zone -> atWork(zone, candidate, duration))
                        && free.test(candidate)) {
                    found.add(candidate);
                }
            }
        }
        return found;
    }

    private static boolean atWork(ZoneId zone, Instant start, Duration duration) {
        ZonedDateTime begins = start.atZone(zone);
        ZonedDateTime ends = start.plus(duration).atZone(zone);
        return begins.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()
                && begins.toLocalDate().equals(ends.toLocalDate())
                && !begins.toLocalTime().isBefore(OPENS)
                && !ends.toLocalTime().isAfter(CLOSES);
    }
}
