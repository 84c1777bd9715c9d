package jp.enishi.cases.inquiry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTest {
    @ParameterizedTest
    @CsvSource({
        // a Monday, early and late
        "2026-11-30T00:00+09:00, 2026-12-01T18:00+09:00",
        "2026-11-30T23:59:59+09:00, 2026-12-01T18:00+09:00",
        // the day is that of Japan
        "2026-11-30T15:00Z, 2026-12-02T18:00+09:00",
        // over a weekend
        "2026-11-27T17:00+09:00, 2026-11-30T18:00+09:00",
        "2026-11-28T10:00+09:00, 2026-11-30T18:00+09:00",
        // over a weekend and a holiday
        "2026-11-20T10:00+09:00, 2026-11-24T18:00+09:00",
        // over the Silver Week
        "2026-09-18T10:00+09:00, 2026-09-24T18:00+09:00",
    })
    void theEndOfTheNextBusinessDayInJapan(ZonedDateTime received, ZonedDateTime due) {
        Instant end = Due.of(received.toInstant());
        assertThat(end).isEqualTo(due.toInstant());
    }
}
