package jp.enishi.talents.talent.domain;

import java.time.LocalDate;
import jp.enishi.platform.kernel.Findings;
import org.jspecify.annotations.Nullable;

/** From when and how much of a month (per cent) the person can work. */
public record Availability(
        @Nullable LocalDate from, @Nullable Utilisation utilisation) {
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final int FARTHEST_YEARS = 5;

    public record Utilisation(
            @Nullable Integer minimum, @Nullable Integer maximum) {}

    void check(LocalDate today, Findings findings) {
        if (from == null) {
            findings.add("/from", "required");
        } else if (from.isBefore(EARLIEST)) {
            findings.add("/from", "too-early");
        } else if (from.isAfter(today.plusYears(FARTHEST_YEARS))) {
            findings.add("/from", "too-late");
        }
        if (utilisation == null) {
            findings.add("/utilisation", "required");
            return;
        }
        var minimum = utilisation.minimum();
        var maximum = utilisation.maximum();
        findings.required("/utilisation/minimum", minimum);
        findings.within("/utilisation/minimum", minimum, 10, 100);
        findings.required("/utilisation/maximum", maximum);
        findings.within("/utilisation/maximum", maximum, 10, 100);
        if (minimum != null && maximum != null && minimum > maximum) {
            findings.add("/utilisation/maximum", "utilisation-reversed");
        }
    }
}
