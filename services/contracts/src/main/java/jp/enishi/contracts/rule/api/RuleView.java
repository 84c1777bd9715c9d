package jp.enishi.contracts.rule.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.domain.Rulebook;
import org.jspecify.annotations.Nullable;

/** A rule with all its values, the earliest first. */
public record RuleView(DatedRule rule, int minimum, int maximum, List<Value> values) {
    /** What holds from a day on; who added it, when and why is absent for those of the release. */
    public record Value(
            LocalDate from,
            int value,
            @Nullable String reason,
            @Nullable UUID addedBy,
            @Nullable Instant addedAt) {
        static Value of(Rulebook.Value value) {
            Rulebook.Added added = value.added();
            return added == null
                    ? new Value(value.from(), value.value(), null, null, null)
                    : new Value(value.from(), value.value(), added.reason(), added.by(), added.at());
        }
    }

    static RuleView of(DatedRule rule, Rulebook rules) {
        return new RuleView(
                rule,
                rule.minimum(),
                rule.maximum(),
                rules.of(rule).stream().map(Value::of).toList());
    }
}
