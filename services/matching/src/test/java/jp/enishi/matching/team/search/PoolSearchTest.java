package jp.enishi.matching.team.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.Questions;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.TeamQuestion;
import jp.enishi.matching.team.solver.CpSatPool;
import jp.enishi.matching.team.solver.SmallPools;
import org.junit.jupiter.api.Test;

class PoolSearchTest {
    private static final Duration PLENTY = Duration.ofSeconds(20);

    @Test
    void whatTryingEverythingFindsIsFound() {
        PoolSearch search = new PoolSearch(2_000);
        for (int seed = 0; seed < 40; seed++) {
            PoolQuestion pool = SmallPools.pool(seed);
            PoolPlan plan = search.search(pool, PLENTY);
            assertThat(plan.keepsRules(pool)).isTrue();
            assertThat(plan.proven()).isFalse();
            assertThat(SmallPools.measure(plan.teams())).as("plan of %s", seed).isEqualTo(SmallPools.best(pool));
        }
    }

    @Test
    void itIsNeverWorseThanItsStartBreaksNoRuleAndKeepsPins() {
        PoolSearch search = new PoolSearch(2_000);
        CpSatPool exact = new CpSatPool(Duration.ofSeconds(1));
        int better = 0;
        for (int seed = 0; seed < 12; seed++) {
            PoolQuestion pool = pool(seed, 4, 20);
            for (PoolPlan start : List.of(PoolSearch.nobody(pool), exact.plan(pool))) {
                PoolPlan plan = search.improve(pool, start, PLENTY);
                assertThat(start.betterThan(plan)).as("pool %s", seed).isFalse();
                assertThat(plan.keepsRules(pool)).as("pool %s", seed).isEqualTo(start.keepsRules(pool));
                better += plan.betterThan(start) ? 1 : 0;
            }
        }
        assertThat(better).isPositive();
    }

    @Test
    void theExactSolversProofStandsAndWhatItCantProveIsSearched() {
        PoolQuestion small = SmallPools.pool(1);
        assertThat(new SearchedPool(PLENTY).plan(small)).isEqualTo(new CpSatPool(PLENTY).plan(small));
        PoolQuestion pool = pool(5, 8, 40);
        PoolPlan nothing = new CpSatPool(Duration.ofNanos(2)).plan(pool);
        assertThat(nothing.proven()).isFalse();
        PoolPlan plan = new SearchedPool(Duration.ofMillis(400)).plan(pool);
        assertThat(plan.keepsRules(pool)).isTrue();
        assertThat(plan.betterThan(nothing)).isTrue();
    }

    @Test
    void aPlanThatBreaksARuleIsNoStartToKeep() {
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
        PoolQuestion asked = new PoolQuestion(
                List.of(new PoolQuestion.Share(pinned, 40), pool.cases().get(1)), pool.capacity());
        PoolPlan withoutPin = new PoolSearch(100).search(pool, PLENTY);
        PoolPlan plan = new PoolSearch(1_000).improve(asked, withoutPin, PLENTY);
        assertThat(plan.keepsRules(asked)).isTrue();
        assertThat(plan.teams().getFirst().seatings()).contains(pin);
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        PoolQuestion pool = pool(77, 5, 30);
        PoolPlan once = new PoolSearch(5_000).search(pool, PLENTY);
        assertThat(new PoolSearch(5_000).search(pool, PLENTY)).isEqualTo(once);
    }

    @Test
    void itEndsWhenTimeIsUp() {
        PoolQuestion pool = pool(5, 8, 60);
        PoolSearch search = new PoolSearch(Long.MAX_VALUE);
        long began = System.nanoTime();
        search.search(pool, Duration.ofMillis(200));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        PoolPlan start = PoolSearch.nobody(pool);
        assertThat(search.improve(pool, start, Duration.ZERO)).isSameAs(start);
    }

    @Test
    void whatAMoveChangesIsWhatThePlainCountSays() {
        for (int seed = 0; seed < 8; seed++) {
            PoolQuestion pool = pool(seed, 3, 12);
            PoolTable table = new PoolTable(pool);
            SeatingPlan plan = table.plan(PoolSearch.nobody(pool).teams());
            PoolScore score = new PoolScore();
            score.resetWorkingSolution(plan);
            Random random = new Random(seed);
            for (int move = 0; move < 150; move++) {
                Seat seat = plan.getSeats().get(random.nextInt(plan.getSeats().size()));
                if (seat.isPinned() || seat.getSuited().isEmpty()) {
                    continue;
                }
                score.beforeVariableChanged(seat, "member");
                seat.setMember(
                        random.nextInt(3) == 0
                                ? null
                                : seat.getSuited()
                                        .get(random.nextInt(seat.getSuited().size())));
                score.afterVariableChanged(seat, "member");
                var counted = score.calculateScore();
                PoolPlan plain = new PoolPlan(table.teams(plan), false);
                assertThat(counted.hardScore() == 0).isEqualTo(plain.keepsRules(pool) && noneDoubled(plan));
                if (counted.hardScore() == 0) {
                    assertThat(counted.softScore()).isEqualTo(plain.points());
                    assertThat(-counted.mediumScore()).isEqualTo(plain.openSeats());
                }
            }
        }
    }

    /** Two seats of one position with the same person are one seating to the plain count, with a seat open. */
    private static boolean noneDoubled(SeatingPlan plan) {
        Set<List<Object>> seen = new HashSet<>();
        return plan.getSeats().stream()
                .filter(seat -> seat.getMember() != null)
                .allMatch(seat -> seen.add(List.of(seat.share(), Objects.requireNonNull(seat.getMember()))));
    }

    /** Cases of two positions over the same people, with budgets, pairs, pins and dates as the seed has them. */
    private static PoolQuestion pool(int seed, int cases, int people) {
        Random random = new Random(seed);
        List<UUID> ids = new ArrayList<>();
        Map<UUID, Integer> capacity = new HashMap<>();
        List<PoolQuestion.Share> shares = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            TeamQuestion question = new Questions(1_000L * seed + i).question(2, 2, people, 0.2);
            int load = random.nextBoolean() ? 40 : 60;
            shares.add(new PoolQuestion.Share(i == 0 ? question : over(question, ids), load));
            if (i == 0) {
                question.people().forEach(person -> {
                    ids.add(person.personId());
                    capacity.put(person.personId(), random.nextBoolean() ? 100 : 60);
                });
            }
        }
        return new PoolQuestion(shares, capacity);
    }

    /** The same question about people with these ids; pairs and pins are of its own people and fall away. */
    private static TeamQuestion over(TeamQuestion question, List<UUID> ids) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Person as = question.people().get(i);
            people.add(new Person(ids.get(i), as.cost(), as.from(), as.fits(), as.has(), as.close()));
        }
        return new TeamQuestion(
                question.openings(),
                people,
                question.skills(),
                question.budget(),
                question.startBy(),
                Set.of(),
                Set.of(),
                Set.of());
    }
}
