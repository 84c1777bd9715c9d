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
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant LONG_AGO = Instant.EPOCH;

    @Test
    void holidays_are_those_of_the_cabinet_office() {
        assertThat(Holidays.of(2024)).containsExactly(dates("""
            2024-01-01 2024-01-08 2024-02-11 2024-02-12 2024-02-23 2024-03-20 2024-04-29 2024-05-03 2024-05-04 2024-05-05
            2024-05-06 2024-07-15 2024-08-11 2024-08-12 2024-09-16 2024-09-22 2024-09-23 2024-10-14 2024-11-03 2024-11-04
            2024-11-23\
            """));
        assertThat(Holidays.of(2025)).containsExactly(dates("""
            2025-01-01 2025-01-13 2025-02-11 2025-02-23 2025-02-24 2025-03-20 2025-04-29 2025-05-03 2025-05-04 2025-05-05
            2025-05-06 2025-07-21 2025-08-11 2025-09-15 2025-09-23 2025-10-13 2025-11-03 2025-11-23 2025-11-24\
            """));
        assertThat(Holidays.of(2026)).containsExactly(dates("""
            2026-01-01 2026-01-12 2026-02-11 2026-02-23 2026-03-20 2026-04-29 2026-05-03 2026-05-04 2026-05-05 2026-05-06
            2026-07-20 2026-08-11 2026-09-21 2026-09-22 2026-09-23 2026-10-12 2026-11-03 2026-11-23\
            """));
        assertThat(Holidays.of(2027)).contains(LocalDate.of(2027, 3, 21), LocalDate.of(2027, 3, 22));
        assertThat(Holidays.contains(LocalDate.of(2026, 12, 31))).isFalse();
    }

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

    private static LocalDate[] dates(String text) {
        return Stream.of(text.split("\\s+")).map(LocalDate::parse).toArray(LocalDate[]::new);
    }
}
