package jp.enishi.matching.team.domain;

import java.util.Comparator;
import java.util.UUID;

/** A person on a position. */
public record Seating(UUID positionId, UUID personId) implements Comparable<Seating> {
    private static final Comparator<Seating> ORDER = Comparator.comparing(
                    (Seating seating) -> seating.positionId().toString())
            .thenComparing(seating -> seating.personId().toString());

    @Override
    public int compareTo(Seating other) {
        return ORDER.compare(this, other);
    }
}
