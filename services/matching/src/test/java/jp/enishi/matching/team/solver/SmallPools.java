package jp.enishi.matching.team.solver;

import java.util.ArrayList;
import java.util.HashMap;
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
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamQuestion;

/** Pools small enough to try everything. */
public final class SmallPools {
    private SmallPools() {}

    /** Two cases over the same six people, who can do one or both. */
    public static PoolQuestion pool(int seed) {
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

    /** Open seats, and the points below zero: the smaller the better. */
    public static List<Long> measure(List<Team> teams) {
        return List.of(
                teams.stream()
                        .flatMap(team -> team.broken().stream())
                        .mapToLong(Broken::amount)
                        .sum(),
                -teams.stream().mapToLong(team -> team.points().total()).sum());
    }

    /** The best of all plans, by trying everything. */
    public static List<Long> best(PoolQuestion pool) {
        List<List<Team>> ways = pool.cases().stream()
                .map(share -> BruteForce.all(share.question()))
                .toList();
        List<Long> best = null;
        for (Team one : ways.get(0)) {
            for (Team other : ways.get(1)) {
                List<Team> teams = List.of(one, other);
                if (new PoolPlan(teams, true).keepsRules(pool)) {
                    List<Long> own = measure(teams);
                    if (best == null || BruteForce.ORDER.compare(own, best) < 0) {
                        best = own;
                    }
                }
            }
        }
        return java.util.Objects.requireNonNull(best);
    }
}
