package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number that a law or our own practice sets, with all its values, the earliest first. */
public record DatedRule(String rule, int minimum, int maximum, List<Value> values) {
    public DatedRule {
        values = values == null ? List.of() : List.copyOf(values);
    }

    /** What it counts: months, percent or days. */
    public String unit() {
        return rule.endsWith("_MONTHS") ? "months" : rule.endsWith("_PERCENT") ? "percent" : "days";
    }

    /**
     * What holds from a day on.
     *
     * @param reason none of a value that was not added
     */
    public record Value(
            String from,
            int value,
            @Nullable String reason,
            @Nullable String addedBy,
            @Nullable String addedAt) {}
}
