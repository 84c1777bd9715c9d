package jp.enishi.matching.team.application;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.domain.Pair;
import jp.enishi.matching.team.domain.Seating;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a team beside the case.
 *
 * @param budget yen a month for the whole team; null: what the case's budget comes to
 * @param without who must not be in it
 */
public record TeamWish(
        @Nullable Long budget, @Nullable LocalDate startBy, Set<Pair> apart, Set<Seating> pinned, Set<UUID> without) {
    public TeamWish {
        apart = Set.copyOf(apart);
        pinned = Set.copyOf(pinned);
        without = Set.copyOf(without);
    }
}
