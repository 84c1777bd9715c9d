package jp.enishi.matching.team.domain;

import java.util.List;

/** A team of each case, in the order of the question; what a team breaks are seats that stay open. */
public record PoolPlan(List<Team> teams, boolean proven) {
    public PoolPlan {
        teams = List.copyOf(teams);
    }
}
