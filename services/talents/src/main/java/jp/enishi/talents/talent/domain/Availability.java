package jp.enishi.talents.talent.domain;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import jp.enishi.platform.kernel.Findings;
import org.jspecify.annotations.Nullable;

/** From when and how much of a month (per cent) the person can work. */
public record Availability(
        @Nullable LocalDate from, @Nullable Utilisation utilisation) {
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final int FARTHEST_YEARS = 5;

    public record Utilisation(
            @Nullable Integer minimum, @Nullable Integer maximum) {}

    /**
     * The availability when engagements have changed: where they leave less than the least that the person works, it begins
     * after them. A day that engagements set before goes along with them, also back; one that the person set later stays.
     */
    Availability following(List<Occupation> before, List<Occupation> after) {
        var was = firstFree(before);
        var is = firstFree(after);
        if (is == null || before.equals(after)) {
            return this;
        }
        boolean setByThem = from != null && from.equals(was);
        return setByThem || from == null || from.isBefore(is) ? new Availability(is, utilisation) : this;
    }

    /** The day from which on engagements leave enough; null when they always do. */
    private @Nullable LocalDate firstFree(List<Occupation> occupations) {
        if (utilisation == null || utilisation.minimum() == null || utilisation.maximum() == null) {
            return null;
        }
        int spare = utilisation.maximum() - utilisation.minimum();
        return occupations.stream()
                .map(Occupation::end)
                .filter(day -> occupations.stream()
                                .filter(occupation -> occupation.covers(day))
                                .mapToInt(Occupation::utilisation)
                                .sum()
                        > spare)
                .max(Comparator.naturalOrder())
                .map(day -> day.plusDays(1))
                .orElse(null);
    }

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
