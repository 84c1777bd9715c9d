package jp.enishi.matching.team.application;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.team.domain.TeamQuestion;

/**
 * The question of a case, with whom it is about.
 *
 * @param pools of each position: how many may fill it, and how many of them are looked at
 */
public record TeamPlan(CaseState state, TeamQuestion question, Map<UUID, TalentState> talents, List<Pool> pools) {

    private static final int FULL = 100;

    public record Pool(UUID positionId, String role, int seats, int fitting, int considered) {}

    public TeamPlan {
        talents = Map.copyOf(talents);
        pools = List.copyOf(pools);
    }

    /** What a seat takes of a person, in percent. */
    public int load() {
        Integer utilisation = state.positions().isEmpty()
                ? null
                : state.positions().getFirst().utilisation();
        return utilisation == null ? FULL : utilisation;
    }

    String role(UUID positionId) {
        return pools.stream()
                .filter(pool -> pool.positionId().equals(positionId))
                .map(Pool::role)
                .findFirst()
                .orElse("");
    }
}
