package jp.enishi.matching.team.solver;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import jp.enishi.matching.team.domain.Broken;
import jp.enishi.matching.team.domain.Goal;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.jspecify.annotations.Nullable;

/** Tries everything, for questions of a few people. */
final class BruteForce {
    private final TeamQuestion question;

    BruteForce(TeamQuestion question) {
        this.question = question;
    }

    /** Every team there is, whether or not it keeps the rules. */
    static List<Team> all(TeamQuestion question) {
        List<Team> all = new ArrayList<>();
        new BruteForce(question).each(all::add);
        return all;
    }

    /** What the goal compares by, the smaller the better. */
    static List<Long> measure(Goal goal, Team team) {
        long worth = -team.points().total();
        LocalDate start = team.start();
        return switch (goal) {
            case STRONGEST -> List.of(worth);
            case CHEAPEST -> List.of(team.cost(), worth);
            case EARLIEST -> List.of(start == null ? 0 : start.toEpochDay(), worth);
        };
    }

    /** What a team breaks, the more important first, and then its worth. */
    List<Long> slack(Team team) {
        LocalDate by = question.startBy();
        long late = 0;
        for (Broken broken : team.broken()) {
            LocalDate from = broken.date();
            if (broken.rule() == Broken.Rule.TOO_LATE && by != null && from != null) {
                late += 1_000 + ChronoUnit.DAYS.between(by, from);
            }
        }
        return List.of(
                amount(team, Broken.Rule.SEAT_OPEN),
                team.broken().stream()
                        .filter(broken -> broken.rule() == Broken.Rule.PAIR_APART)
                        .count(),
                late,
                amount(team, Broken.Rule.OVER_BUDGET),
                -team.points().total());
    }

    private static long amount(Team team, Broken.Rule rule) {
        return team.broken().stream()
                .filter(broken -> broken.rule() == rule)
                .mapToLong(Broken::amount)
                .sum();
    }

    @Nullable
    List<Long> best(Predicate<Team> allowed, Function<Team, List<Long>> measure) {
        List<Long>[] best = one();
        each(team -> {
            if (allowed.test(team)) {
                List<Long> own = measure.apply(team);
                if (best[0] == null || ORDER.compare(own, best[0]) < 0) {
                    best[0] = own;
                }
            }
        });
        return best[0];
    }

    @SuppressWarnings("unchecked")
    private static List<Long>[] one() {
        return new List[1];
    }

    static final Comparator<List<Long>> ORDER = (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
            int compared = Long.compare(a.get(i), b.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    };

    /** Every way to seat people on positions that they suit, seats may stay open, all pins kept. */
    private void each(Consumer<Team> use) {
        Map<UUID, Integer> free = new HashMap<>();
        question.openings().forEach(opening -> free.put(opening.positionId(), opening.seats()));
        seat(0, new ArrayList<>(), free, use);
    }

    private void seat(int next, List<Seating> seated, Map<UUID, Integer> free, Consumer<Team> use) {
        if (next == question.people().size()) {
            if (seated.containsAll(question.pinned())) {
                use.accept(Team.of(question, seated));
            }
            return;
        }
        seat(next + 1, seated, free, use);
        Person person = question.people().get(next);
        for (UUID position : person.fits().keySet()) {
            if (free.getOrDefault(position, 0) > 0) {
                free.merge(position, -1, Integer::sum);
                seated.add(new Seating(position, person.personId()));
                seat(next + 1, seated, free, use);
                seated.removeLast();
                free.merge(position, 1, Integer::sum);
            }
        }
    }
}
