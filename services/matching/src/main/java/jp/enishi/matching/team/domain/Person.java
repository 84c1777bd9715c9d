package jp.enishi.matching.team.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who may be in the team.
 *
 * @param cost yen a month at the case's utilisation
 * @param from the first day on which they can start
 * @param fits how well they suit each position that they may take, 0 to {@link Points#FULL_FIT}
 * @param has skills of the case in full; {@code close}: those that they have in part, or have one close to
 */
public record Person(
        UUID personId, long cost, LocalDate from, Map<UUID, Integer> fits, Set<String> has, Set<String> close) {
    public Person {
        fits = Map.copyOf(fits);
        has = Set.copyOf(has);
        close = Set.copyOf(close);
    }
}
