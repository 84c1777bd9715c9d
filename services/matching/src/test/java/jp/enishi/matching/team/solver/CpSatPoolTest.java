package jp.enishi.matching.team.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.Questions;
import jp.enishi.matching.team.domain.Broken;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.junit.jupiter.api.Test;

class CpSatPoolTest {
    private final CpSatPool pools = new CpSatPool(Duration.ofSeconds(20));

    @Test
    void nobodyIsPromisedTwiceAndNoOtherPlanIsBetter() {
        int shared = 0;
        for (int seed = 0; seed < 60; seed++) {
            PoolQuestion pool = pool(seed);
            PoolPlan plan = pools.plan(pool);
            assertThat(plan.proven()).isTrue();
            assertThat(fits(pool, plan.teams())).as("plan of %s", seed).isTrue();
            assertThat(measure(plan.teams())).as("plan of %s", seed).isEqualTo(best(pool));
            Set<UUID> both = new HashSet<>(plan.teams().get(0).people());
            both.retainAll(plan.teams().get(1).people());
            shared += both.size();
        }
        assertThat(shared).as("people whose capacity is enough for two cases").isPositive();
    }

    /** Two cases over the same six people, who can do one or both. */
    private static PoolQuestion pool(int seed) {
        Random random = new Random(seed);
        TeamQuestion one = new Questions(seed).question(1, 2, 6, 0.1);
        TeamQuestion other = new Questions(seed + 500).question(2, 1, 6, 0.1);
        List<Person> people = new ArrayList<>();
        Map<UUID, Integer> capacity = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            Person same = one.people().get(i);
            Person as = other.people().get(i);
            people.add(new Person(same.personId(), as.cost(), as.from(), as.fits(), as.has(), as.close()));
            capacity.put(same.personId(), random.nextBoolean() ? 100 : 60);
        }
        TeamQuestion alike = new TeamQuestion(
                other.openings(),
                people,
                other.skills(),
                other.budget(),
                other.startBy(),
                Set.of(),
                Set.of(),
                Set.of());
        TeamQuestion free = new TeamQuestion(
                one.openings(),
                one.people(),
                one.skills(),
                one.budget(),
                one.startBy(),
                one.apart(),
                one.together(),
                Set.of());
        return new PoolQuestion(List.of(new PoolQuestion.Share(free, 40), new PoolQuestion.Share(alike, 60)), capacity);
    }

    private static boolean fits(PoolQuestion pool, List<Team> teams) {
        Map<UUID, Integer> load = new HashMap<>();
        for (int i = 0; i < teams.size(); i++) {
            for (UUID person : teams.get(i).people()) {
                load.merge(person, pool.cases().get(i).load(), Integer::sum);
            }
        }
        return load.entrySet().stream()
                        .allMatch(entry -> entry.getValue() <= pool.capacity().get(entry.getKey()))
                && teams.stream()
                        .flatMap(team -> team.broken().stream())
                        .allMatch(broken -> broken.rule() == Broken.Rule.SEAT_OPEN);
    }

    private static List<Long> measure(List<Team> teams) {
        return List.of(
                teams.stream()
                        .flatMap(team -> team.broken().stream())
                        .mapToLong(Broken::amount)
                        .sum(),
                -teams.stream().mapToLong(team -> team.points().total()).sum());
    }

    private static List<Long> best(PoolQuestion pool) {
        List<List<Team>> ways = pool.cases().stream()
                .map(share -> BruteForce.all(share.question()))
                .toList();
        List<Long> best = null;
        for (Team one : ways.get(0)) {
            for (Team other : ways.get(1)) {
                List<Team> teams = List.of(one, other);
                if (fits(pool, teams)) {
                    List<Long> own = measure(teams);
                    if (best == null || BruteForce.ORDER.compare(own, best) < 0) {
                        best = own;
                    }
                }
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    @Test
    void aPinnedPersonStaysInTheirTeam() {
        PoolQuestion pool = pool(3);
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
