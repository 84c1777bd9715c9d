package jp.enishi.matching.team.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.enishi.matching.team.domain.Composition;
import jp.enishi.matching.team.domain.Composition.Alternative;
import jp.enishi.matching.team.domain.Goal;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;
import jp.enishi.matching.team.domain.TeamComposer;
import jp.enishi.matching.team.domain.TeamQuestion;
import org.jspecify.annotations.Nullable;

/**
 * Proves the best team by CP-SAT. Alternatives come from no-good cuts: as many people of each earlier team must be
 * others. When nothing keeps all rules, slack variables take up what is missing, in this order: as few open seats as
 * possible, then as few pairs that must be apart, then as few and as short delays, then as little over the budget. One
 * worker and a fixed seed, so that the same question has the same answer on every replica.
 */
public final class CpSatComposer implements TeamComposer {
    private static final int DIFFER_IN_TWO = 4;

    private final Duration limit;

    /** @param limit how long one answer may take; what is found by then is answered as not proven */
    public CpSatComposer(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Composition compose(TeamQuestion question) {
        return answer(question, List.of(Goal.values()));
    }

    @Override
    public Composition strongest(TeamQuestion question) {
        return answer(question, List.of(Goal.STRONGEST));
    }

    private Composition answer(TeamQuestion question, List<Goal> goals) {
        Deadline deadline = new Deadline(limit);
        List<Alternative> alternatives = new ArrayList<>();
        boolean proven = true;
        for (Goal goal : goals) {
            TeamModel.Result found = differing(question, goal, alternatives, deadline);
            proven &= found.proven();
            Set<Seating> seatings = found.seatings();
            if (seatings == null) {
                break;
            }
            alternatives.add(new Alternative(goal, checked(question, seatings)));
        }
        if (!alternatives.isEmpty() || !proven) {
            return new Composition(alternatives, null, proven);
        }
        TeamModel.Result nearest = TeamModel.relaxed(question).solve(Optional.empty(), deadline);
        return new Composition(List.of(), judged(question, nearest.seatings()), nearest.proven());
    }

    /** Another team than those before; in two people if there is one, else in one. */
    private static TeamModel.Result differing(
            TeamQuestion question, Goal goal, List<Alternative> before, Deadline deadline) {
        int most = Math.min(question.seats() < DIFFER_IN_TWO ? 1 : 2, question.seats());
        for (int others = before.isEmpty() ? 1 : most; ; others--) {
            TeamModel model = TeamModel.strict(question);
            for (Alternative earlier : before) {
                model.differ(earlier.team().people(), others);
            }
            TeamModel.Result result = model.solve(Optional.of(goal), deadline);
            if (result.seatings() != null || !result.proven() || others <= 1) {
                return result;
            }
        }
    }

    /** What the solver says is kept is counted again. */
    private static Team checked(TeamQuestion question, Set<Seating> seatings) {
        Team team = Team.of(question, seatings);
        if (!team.broken().isEmpty()) {
            throw new IllegalStateException("the solver's team breaks " + team.broken());
        }
        return team;
    }

    private static @Nullable Team judged(TeamQuestion question, @Nullable Set<Seating> seatings) {
        return seatings == null ? null : Team.of(question, seatings);
    }
}
