package jp.enishi.matching.team.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TeamPlannerTest {
    /** What a double can't tell from its neighbour stays itself. */
    @Test
    void aShareIsCountedInWholeYen() {
        assertThat(TeamPlanner.share(9_007_199_254_740_993L, 100)).isEqualTo(9_007_199_254_740_993L);
        assertThat(TeamPlanner.share(950_001, 50)).isEqualTo(475_001);
        assertThat(TeamPlanner.share(333_333, 33)).isEqualTo(110_000);
        assertThat(TeamPlanner.share(800_000, null)).isEqualTo(800_000);
    }
}
