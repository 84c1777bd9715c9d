package jp.enishi.meetings.meeting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import jp.enishi.platform.kernel.Holidays;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant LONG_AGO = Instant.EPOCH;

    @Test
    void a_zone_that_changes_its_clock_moves_the_common_hours() {
        // 17:00 in Tokyo is 9:00 in London in summer, 8:00 in winter.
        assertThat(find(LocalDate.of(2026, 10, 23), TOKYO, LONDON))
                .containsExactly(Instant.parse("2026-10-23T08:00:00Z"));
        assertThat(find(LocalDate.of(2026, 10, 26), TOKYO, LONDON)).isEmpty();
    }

    @Test
    void there_is_nothing_on_holidays_weekends_in_the_past_or_when_busy() {
        assertThat(find(LocalDate.of(2026, 11, 23), TOKYO)).isEmpty();
        assertThat(find(LocalDate.of(2026, 11, 28), TOKYO)).isEmpty();
        LocalDate day = LocalDate.of(2026, 11, 30);
        List<Instant> free = find(day, TOKYO);
        assertThat(free).hasSize(17).first().isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(free).last().isEqualTo(Instant.parse("2026-11-30T08:00:00Z"));
        Instant noon = Instant.parse("2026-11-30T03:00:00Z");
        assertThat(Suggestions.find(List.of(TOKYO), Duration.ofHours(1), day, day, noon, start -> true, 50))
                .allMatch(start -> start.isAfter(noon))
                .hasSize(10);
        assertThat(Suggestions.find(List.of(TOKYO), Duration.ofHours(1), day, day, LONG_AGO, start -> false, 50))
                .isEmpty();
        assertThat(Suggestions.find(List.of(TOKYO), Duration.ofHours(1), day, day, LONG_AGO, start -> true, 3))
                .hasSize(3);
    }

    @Test
    void every_suggestion_is_inside_everybodys_hours() {
        Random random = new Random(5);
        List<ZoneId> zones = Stream.of(
                        "Asia/Tokyo",
                        "Asia/Kolkata",
                        "Europe/London",
                        "Europe/Berlin",
                        "Australia/Sydney",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "America/Los_Angeles",
                        "Pacific/Auckland")
                .map(ZoneId::of)
                .toList();
        for (int round = 0; round < 300; round++) {
            List<ZoneId> three = Stream.generate(() -> zones.get(random.nextInt(zones.size())))
                    .limit(3)
                    .toList();
            Duration duration = Duration.ofMinutes(15L * (1 + random.nextInt(8)));
            LocalDate from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700));
            for (Instant start :
                    Suggestions.find(three, duration, from, from.plusDays(14), LONG_AGO, any -> true, 50)) {
                assertThat(Holidays.contains(start.atZone(TOKYO).toLocalDate())).isFalse();
                for (ZoneId zone : three) {
                    ZonedDateTime begins = start.atZone(zone);
                    ZonedDateTime ends = start.plus(duration).atZone(zone);
                    assertThat(begins.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
                    assertThat(begins.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(17, 45));
                    assertThat(ends.toLocalTime()).isBetween(LocalTime.of(9, 15), LocalTime.of(18, 0));
                }
            }
        }
    }

    private static List<Instant> find(LocalDate day, ZoneId... zones) {
        return Suggestions.find(List.of(zones), Duration.ofHours(1), day, day, LONG_AGO, start -> true, 50);
    }
}
