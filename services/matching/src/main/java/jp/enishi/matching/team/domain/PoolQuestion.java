package jp.enishi.matching.team.domain;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Several cases that want teams of the same people.
 *
 * @param capacity of each person: the most that they work, in percent
 */
public record PoolQuestion(List<Share> cases, Map<UUID, Integer> capacity) {
    /** A case and what a seat of it takes of a person, in percent. */
    public record Share(TeamQuestion question, int load) {}

    public PoolQuestion {
        cases = List.copyOf(cases);
        capacity = Map.copyOf(capacity);
    }
}
