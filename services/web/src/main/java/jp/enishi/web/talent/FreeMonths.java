package jp.enishi.web.talent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import jp.enishi.web.service.EngagementLine;
import org.jspecify.annotations.Nullable;

/** A talent's calendar: how much of each month is agreed already, and how much is left for a new case. */
final class FreeMonths {
    private static final int MONTHS = 12;
    private static final int WHOLE = 100;

    private FreeMonths() {}

    /**
     * One month, in per cent of full time.
     *
     * @param month as in 2026-12
     * @param booked what running and planned engagements take on the month's fullest day
     * @param free what a new case may take at most, from {@code since} on
     * @param since the day in this month on which it begins to be free; null when the whole month is
     */
    public record Month(
            String month, int booked, int free, @Nullable String since) {
        /** Both together, as a bar shows them. */
        public int filled() {
            return booked + free;
        }
    }

    /** This month and the next eleven; nothing while the talent hasn't said from when they are available. */
    static List<Month> of(LocalDate today, @Nullable JsonNode availability, List<EngagementLine> engagements) {
        if (availability == null || !availability.hasNonNull("from")) {
            return List.of();
        }
        LocalDate from = LocalDate.parse(availability.get("from").asText());
        int most = availability.path("utilisation").path("maximum").asInt(WHOLE);
        return IntStream.range(0, MONTHS)
                .mapToObj(YearMonth.from(today)::plusMonths)
                .map(month -> month(month, from, most, engagements))
                .toList();
    }

    private static Month month(YearMonth month, LocalDate from, int most, List<EngagementLine> engagements) {
        int booked = month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .mapToInt(day -> engagements.stream()
                        .filter(engagement -> runs(engagement, day))
                        .mapToInt(engagement -> engagement.utilisation() == null ? WHOLE : engagement.utilisation())
                        .sum())
                .max()
                .orElse(0);
        boolean begun = !from.isAfter(month.atEndOfMonth());
        int free = begun ? Math.clamp(WHOLE - booked, 0, most) : 0;
        boolean partly = free > 0 && from.isAfter(month.atDay(1));
        return new Month(month.toString(), Math.min(booked, WHOLE), free, partly ? from.toString() : null);
    }

    private static boolean runs(EngagementLine engagement, LocalDate day) {
        return !engagement.state().equals("ENDED")
                && engagement.start() != null
                && engagement.end() != null
                && !day.isBefore(LocalDate.parse(engagement.start()))
                && !day.isAfter(LocalDate.parse(engagement.end()));
    }
}
