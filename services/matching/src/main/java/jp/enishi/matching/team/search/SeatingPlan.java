package jp.enishi.matching.team.search;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All seats of all cases. */
@PlanningSolution
public class SeatingPlan {
    private @Nullable PoolTable table;

    @PlanningEntityCollectionProperty
    private List<Seat> seats = List.of();

    @PlanningScore
    private @Nullable HardMediumSoftScore score;

    /** For Timefold, which fills a copy by its fields. */
    public SeatingPlan() {}

    SeatingPlan(PoolTable table, List<Seat> seats) {
        this.table = table;
        this.seats = seats;
    }

    PoolTable table() {
        if (table == null) {
            throw new IllegalStateException("a plan without its question");
        }
        return table;
    }

    public List<Seat> getSeats() {
        return seats;
    }

    public @Nullable HardMediumSoftScore getScore() {
        return score;
    }

    public void setScore(@Nullable HardMediumSoftScore score) {
        this.score = score;
    }
}
