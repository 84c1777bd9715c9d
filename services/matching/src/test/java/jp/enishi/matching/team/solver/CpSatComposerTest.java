package jp.enishi.matching.team.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.Questions;
import jp.enishi.matching.team.domain.Composition;
import jp.enishi.matching.team.domain.Composition.Alternative;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.junit.jupiter.api.Test;

class CpSatComposerTest {
    private static final int QUESTIONS = 150;
    private final CpSatComposer composer = new CpSatComposer(Duration.ofSeconds(20));

    @Test
    void everyAnswerIsTheBestOfAllThereAre() {
        int fitting = 0;
        int impossible = 0;
        int alternatives = 0;
        for (int seed = 0; seed < QUESTIONS; seed++) {
            Questions questions = new Questions(seed);
            TeamQuestion question =
                    questions.question(1 + seed % 3, seed % 3 == 2 ? 1 : 2, 5 + seed % 6, seed % 10 / 10.0);
            BruteForce all = new BruteForce(question);
            Composition answer = composer.compose(question);
            assertThat(answer.proven()).isTrue();
            List<Team> before = new ArrayList<>();
            for (Alternative alternative : answer.alternatives()) {
                Team team = alternative.team();
                assertThat(team.broken()).isEmpty();
                int others = before.stream()
                        .mapToInt(earlier -> others(earlier, team))
                        .min()
                        .orElse(1);
                assertThat(others).isPositive();
                int differ = before.isEmpty() || others == 1 ? 1 : question.seats() < 4 ? 1 : 2;
                assertThat(BruteForce.measure(alternative.goal(), team))
                        .as("%s of %s", alternative.goal(), seed)
                        .isEqualTo(all.best(
                                other -> other.broken().isEmpty()
                                        && before.stream().allMatch(earlier -> others(earlier, other) >= differ),
                                other -> BruteForce.measure(alternative.goal(), other)));
                before.add(team);
            }
            alternatives += answer.alternatives().size();
            if (answer.alternatives().isEmpty()) {
                impossible++;
                assertThat(all.best(team -> team.broken().isEmpty(), all::slack))
                        .isNull();
                Team nearest = Objects.requireNonNull(answer.nearest());
                assertThat(nearest.broken()).isNotEmpty();
                assertThat(all.slack(nearest)).as("nearest of %s", seed).isEqualTo(all.best(team -> true, all::slack));
            } else {
                fitting++;
            }
        }
        assertThat(fitting).isGreaterThan(40);
        assertThat(impossible).isGreaterThan(40);
        assertThat(alternatives).isGreaterThan(fitting);
    }

    @Test
    void fourSeatsAmongTwelveAreTheBestToo() {
        for (int seed = 1000; seed < 1012; seed++) {
            TeamQuestion question = four(seed);
            Composition answer = composer.strongest(question);
            BruteForce all = new BruteForce(question);
            List<Long> best = all.best(
                    team -> team.broken().isEmpty(),
                    team -> List.of(-team.points().total()));
            if (best == null) {
                assertThat(answer.alternatives()).isEmpty();
            } else {
                assertThat(answer.alternatives().getFirst().team().points().total())
                        .isEqualTo(-best.getFirst());
            }
        }
    }

    private static TeamQuestion four(int seed) {
        Questions questions = new Questions(seed);
        TeamQuestion question = questions.question(2, 1, 12, 0.2);
        List<TeamQuestion.Opening> openings = question.openings().stream()
                .map(opening -> new TeamQuestion.Opening(opening.positionId(), 2))
                .toList();
        Long budget = question.budget();
        return new TeamQuestion(
                openings,
                question.people(),
                question.skills(),
                budget == null ? null : budget * 2,
                question.startBy(),
                question.apart(),
                question.together(),
                question.pinned());
    }

    @Test
    void theSameQuestionHasTheSameAnswerInWhateverOrderItIsAsked() {
        TeamQuestion question = new Questions(7).question(4, 2, 40, 0.1);
        Composition answer = composer.compose(question);
        assertThat(answer.alternatives()).hasSize(3);
        assertThat(composer.compose(question)).isEqualTo(answer);
        assertThat(composer.compose(question.among(question.people().reversed())))
                .isEqualTo(answer);
    }

    @Test
    void whoIsPinnedStaysAndWhoCannotBePinnedIsTold() {
        TeamQuestion question = new Questions(11).question(3, 1, 30, 0);
        Seating pin = question.people().stream()
                .filter(question::inTime)
                .flatMap(person -> person.fits().keySet().stream()
                        .sorted()
                        .map(position -> new Seating(position, person.personId())))
                .findFirst()
                .orElseThrow();
        Composition answer = composer.compose(pinned(question, pin));
        assertThat(answer.alternatives())
                .isNotEmpty()
                .allSatisfy(
                        alternative -> assertThat(alternative.team().seatings()).contains(pin));
        Seating unsuited = question.people().stream()
                .flatMap(person -> question.openings().stream()
                        .filter(opening -> !person.fits().containsKey(opening.positionId()))
                        .map(opening -> new Seating(opening.positionId(), person.personId())))
                .findFirst()
                .orElseThrow();
        Composition told = composer.compose(pinned(question, unsuited));
        assertThat(told.alternatives()).isEmpty();
        assertThat(Objects.requireNonNull(told.nearest()).seatings()).contains(unsuited);
        assertThat(Objects.requireNonNull(told.nearest()).broken())
                .extracting(broken -> broken.rule().name())
                .contains("NOT_SUITED");
    }

    @Test
    void whenTimeIsUpNothingIsCalledProven() {
        Composition answer = new CpSatComposer(Duration.ZERO).compose(new Questions(3).question(4, 2, 50, 0.1));
        assertThat(answer.proven()).isFalse();
    }

    private static TeamQuestion pinned(TeamQuestion question, Seating pin) {
        return new TeamQuestion(
                question.openings(),
                question.people(),
                question.skills(),
                question.budget(),
                question.startBy(),
                question.apart(),
                question.together(),
                Set.of(pin));
    }

    private static int others(Team earlier, Team team) {
        Set<UUID> people = new HashSet<>(earlier.people());
        people.removeAll(team.people());
        return people.size();
    }
}
