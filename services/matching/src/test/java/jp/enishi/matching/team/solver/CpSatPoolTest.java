package jp.enishi.matching.team.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.junit.jupiter.api.Test;

class CpSatPoolTest {
    private final CpSatPool pools = new CpSatPool(Duration.ofSeconds(20));

    @Test
    void nobodyIsPromisedTwiceAndNoOtherPlanIsBetter() {
        int shared = 0;
        for (int seed = 0; seed < 60; seed++) {
            PoolQuestion pool = SmallPools.pool(seed);
            PoolPlan plan = pools.plan(pool);
            assertThat(plan.proven()).isTrue();
            assertThat(plan.keepsRules(pool)).as("plan of %s", seed).isTrue();
            assertThat(SmallPools.measure(plan.teams())).as("plan of %s", seed).isEqualTo(SmallPools.best(pool));
            Set<UUID> both = new HashSet<>(plan.teams().get(0).people());
            both.retainAll(plan.teams().get(1).people());
            shared += both.size();
        }
        assertThat(shared).as("people whose capacity is enough for two cases").isPositive();
    }

    @Test
    void aPinnedPersonStaysInTheirTeam() {
        PoolQuestion pool = SmallPools.pool(3);
        TeamQuestion first = pool.cases().getFirst().question();
        Person person = first.people().stream()
                .filter(each -> !each.fits().isEmpty() && first.inTime(each))
                .findFirst()
                .orElseThrow();
        Seating pin = new Seating(first.openings().getFirst().positionId(), person.personId());
        TeamQuestion pinned = new TeamQuestion(
                first.openings(),
                first.people(),
                first.skills(),
                null,
                first.startBy(),
                Set.of(),
                Set.of(),
                Set.of(pin));
        PoolPlan plan = pools.plan(new PoolQuestion(
                List.of(new PoolQuestion.Share(pinned, 40), pool.cases().get(1)), pool.capacity()));
        assertThat(plan.teams().getFirst().seatings()).contains(pin);
    }
}
