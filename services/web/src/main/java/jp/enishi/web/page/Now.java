package jp.enishi.web.page;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Stream;
import jp.enishi.platform.kernel.Holidays;
import org.jspecify.annotations.Nullable;

/** The present, for what pages count down or suggest; the services decide by their own clock. */
@Singleton
public class Now {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int EVENING = 18;

    private final Clock clock = Clock.systemUTC();

    /** The day in Japan. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(JAPAN));
    }

    /** Whether a moment is over; one that is not known is not. */
    public boolean over(@Nullable String instant) {
        return instant != null && Instant.parse(instant).isBefore(clock.instant());
    }

    /** Days until a day, negative afterwards. */
    public long until(String day) {
        return ChronoUnit.DAYS.between(today(), LocalDate.parse(day));
    }

    /** Whether people work on that day in Japan. */
    public static boolean working(LocalDate day) {
        return !WEEKEND.contains(day.getDayOfWeek()) && !Holidays.contains(day);
    }

    /** The evening of the first working day in so many days or later, as an instant. */
    public String eveningIn(int days) {
        return Stream.iterate(today().plusDays(days), day -> day.plusDays(1))
                .filter(Now::working)
                .findFirst()
                .orElseThrow()
                .atTime(EVENING, 0)
                .atZone(JAPAN)
                .toInstant()
                .toString();
    }
}
