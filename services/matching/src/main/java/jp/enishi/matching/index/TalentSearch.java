package jp.enishi.matching.index;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a reader narrows and orders the talents of a position: words, values of facets (any of a facet, each facet), order. */
public record TalentSearch(@Nullable String words, Map<Facet, Set<String>> chosen, Sort sort) {
    /** Best score, lowest wished rate, or soonest free first. */
    public enum Sort {
        SCORE,
        RATE,
        AVAILABLE
    }

    public static final TalentSearch ALL = new TalentSearch(null, Map.of(), Sort.SCORE);

    public TalentSearch {
        EnumMap<Facet, Set<String>> copy = new EnumMap<>(Facet.class);
        chosen.forEach((facet, values) -> {
            if (!values.isEmpty()) {
                copy.put(facet, Set.copyOf(values));
            }
        });
        chosen = copy;
    }
}
