package jp.enishi.matching.team.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer: the strongest team and alternatives that differ from it and from each other, or, when no team keeps all
 * rules, the one that breaks them least.
 *
 * @param nearest that team, with what it breaks; null when there are alternatives, or when time was up before it was known
 * @param proven whether every part of the answer is known to be the best, not only the best that was found in time
 */
public record Composition(
        List<Alternative> alternatives, @Nullable Team nearest, boolean proven) {
    /** A team and what it is best in. */
    public record Alternative(Goal goal, Team team) {}

    public Composition {
        alternatives = List.copyOf(alternatives);
    }
}
