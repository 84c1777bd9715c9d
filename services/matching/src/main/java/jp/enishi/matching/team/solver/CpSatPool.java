package jp.enishi.matching.team.solver;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.matching.team.domain.PoolComposer;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.Team;

/** All teams in one model, so that nobody is promised twice: as few open seats as possible, then the most points of all. */
public final class CpSatPool implements PoolComposer {
    private final Duration limit;

    public CpSatPool(Duration limit) {
        this.limit = limit;
    }

    @Override
    public PoolPlan plan(PoolQuestion pool) {
        return plan(pool, List.of(), limit);
    }

    /** Begins with these teams, in the order of the question; none when nothing is known yet. */
    public PoolPlan plan(PoolQuestion pool, List<Team> start, Duration within) {
        Deadline deadline = new Deadline(within);
        CpModel model = TeamModel.model();
        List<TeamModel> parts = pool.cases().stream()
                .map(share -> TeamModel.part(share.question(), model))
                .toList();
        pool.capacity().keySet().stream().sorted().forEach(person -> capacity(model, pool, parts, person));
        for (int i = 0; i < start.size(); i++) {
            parts.get(i).hint(start.get(i).seatings());
        }
        LinearExprBuilder open = LinearExpr.newBuilder();
        LinearExprBuilder worth = LinearExpr.newBuilder();
        for (TeamModel part : parts) {
            part.slack().forEach(open::add);
            worth.addTerm(part.worth(), -1);
        }
        Solution solution = Solution.of(model, List.of(open.build(), worth.build()), parts, deadline);
        List<Team> teams = new ArrayList<>();
        List<Set<Seating>> found = solution.seatings();
        for (int i = 0; i < parts.size(); i++) {
            teams.add(Team.of(pool.cases().get(i).question(), found == null ? Set.of() : found.get(i)));
        }
        return new PoolPlan(teams, solution.proven());
    }

    private static void capacity(CpModel model, PoolQuestion pool, List<TeamModel> parts, UUID person) {
        LinearExprBuilder load = LinearExpr.newBuilder();
        for (int i = 0; i < parts.size(); i++) {
            int each = pool.cases().get(i).load();
            var variables = parts.get(i).of(person);
            variables.forEach(variable -> load.addTerm(variable, each));
        }
        model.addLessOrEqual(load, pool.capacity().getOrDefault(person, 0));
    }
}
