package jp.enishi.matching.team.domain;

import java.util.UUID;

/** Two people, in either order. */
public record Pair(UUID first, UUID second) {
    public Pair {
        if (first.toString().compareTo(second.toString()) > 0) {
            UUID swapped = first;
            first = second;
            second = swapped;
        }
    }
}
