package jp.enishi.matching.team.solver;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.enishi.matching.team.domain.Seating;
import org.jspecify.annotations.Nullable;

/**
 * What a model comes to.
 *
 * @param seatings of each part; null when nothing is possible, or, not proven, when nothing was found in time
 */
record Solution(@Nullable List<Set<Seating>> seatings, boolean proven) {
    private static final int SEED = 1;
    /** The linear relaxation proves most teams at once; without it the proof takes ten times as long. */
    private static final int FULL_RELAXATION = 2;

    /** Makes each expression as small as it can be without making those before it larger. */
    static Solution of(CpModel model, List<LinearExpr> smallest, List<TeamModel> parts, Deadline deadline) {
        Solution best = new Solution(null, true);
        for (int i = 0; i < smallest.size(); i++) {
            LinearExpr objective = smallest.get(i);
            model.minimize(objective);
            CpSolver solver = new CpSolver();
            solver.getParameters()
                    .setNumWorkers(1)
                    .setRandomSeed(SEED)
                    .setLinearizationLevel(FULL_RELAXATION)
                    .setCpModelProbingLevel(0)
                    .setSymmetryLevel(0)
                    .setMaxTimeInSeconds(deadline.secondsLeft());
            CpSolverStatus status = solver.solve(model);
            if (status == CpSolverStatus.MODEL_INVALID) {
                throw new IllegalStateException("the model is invalid: " + model.validate());
            }
            if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
                return new Solution(best.seatings(), best.seatings() == null && status == CpSolverStatus.INFEASIBLE);
            }
            List<Set<Seating>> found = new ArrayList<>();
            for (TeamModel part : parts) {
                Set<Seating> seatings = new TreeSet<>();
                part.seated().forEach((seating, variable) -> {
                    if (solver.booleanValue(variable)) {
                        seatings.add(seating);
                    }
                });
                found.add(seatings);
            }
            best = new Solution(found, best.proven() && status == CpSolverStatus.OPTIMAL);
            if (i + 1 < smallest.size()) {
                model.addLessOrEqual(objective, Math.round(solver.objectiveValue()));
                model.clearHints();
                parts.forEach(part -> part.seated()
                        .values()
                        .forEach(variable -> model.addHint(variable, solver.booleanValue(variable) ? 1 : 0)));
            }
        }
        return best;
    }
}
