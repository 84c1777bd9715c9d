package jp.enishi.contracts.rule.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which value of each rule holds on which day. Immutable. */
public final class Rulebook {
    /** What holds where nothing was added. */
    public static final Rulebook FIRST = new Rulebook(List.of());

    private final Map<DatedRule, NavigableMap<LocalDate, Value>> values = new EnumMap<>(DatedRule.class);

    /**
     * What was added to a rule.
     *
     * @param from the first day on which it holds
     */
    public record Added(DatedRule rule, LocalDate from, int value, String reason, UUID by, Instant at) {}

    /** A value and the first day on which it holds; nobody added those that a release ships. */
    public record Value(LocalDate from, int value, @Nullable Added added) {}

    /** @param added in the order in which they were; of two for the same day the later counts, and more than a shipped one */
    public Rulebook(List<Added> added) {
        for (DatedRule rule : DatedRule.values()) {
            var own = new TreeMap<LocalDate, Value>();
            rule.shipped().forEach(one -> own.put(one.from(), new Value(one.from(), one.value(), null)));
            values.put(rule, own);
        }
        added.forEach(one -> values(one.rule()).put(one.from(), new Value(one.from(), one.value(), one)));
    }

    /** The value on a day. */
    public int on(DatedRule rule, LocalDate day) {
        var held = values(rule).floorEntry(day);
        return held == null
                ? rule.shipped().getFirst().value()
                : held.getValue().value();
    }

    /** All values of a rule, the earliest first. */
    public List<Value> of(DatedRule rule) {
        return List.copyOf(values(rule).values());
    }

    private NavigableMap<LocalDate, Value> values(DatedRule rule) {
        return values.computeIfAbsent(rule, ignored -> new TreeMap<>());
    }
}
