package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HolidaysTest {
    @Test
    void holidaysAreThoseOfTheCabinetOffice() {
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

    private static LocalDate[] dates(String text) {
        return Stream.of(text.split("\\s+")).map(LocalDate::parse).toArray(LocalDate[]::new);
    }
}
