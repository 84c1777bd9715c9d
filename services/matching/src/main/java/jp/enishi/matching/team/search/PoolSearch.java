package jp.enishi.matching.team.search;

import ai.timefold.solver.core.api.solver.SolverConfigOverride;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchType;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.monitoring.MonitoringConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;
import java.util.List;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.domain.Team;

/**
 * Makes a plan better by Timefold's local search: moves and swaps of people, pins where they are. It ends after a number of
 * moves, so that the same question has the same answer, or when time is up. It proves nothing.
 */
public final class PoolSearch {
    private static final long SEED = 1;

    /** Made at the first question that needs it. */
    private static final class Made {
        static final SolverFactory<SeatingPlan> FACTORY = SolverFactory.create(new SolverConfig()
                .withSolutionClass(SeatingPlan.class)
                .withEntityClasses(Seat.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(PoolScore.class))
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withRandomSeed(SEED)
                .withMonitoringConfig(new MonitoringConfig().withSolverMetricList(List.of()))
                .withTerminationConfig(new TerminationConfig().withMoveCountLimit(Long.MAX_VALUE))
                .withPhases(
                        new ConstructionHeuristicPhaseConfig(),
                        new LocalSearchPhaseConfig()
                                .withLocalSearchType(LocalSearchType.LATE_ACCEPTANCE)
                                .withMoveSelectorConfig(new UnionMoveSelectorConfig(List.of(
                                        new ChangeMoveSelectorConfig(),
                                        new SwapMoveSelectorConfig(),
                                        new MoveIteratorFactoryConfig()
                                                .withMoveIteratorFactoryClass(ChainMoves.class))))));

        private Made() {}
    }

    private final long moves;

    /** @param moves how many are tried at most */
    public PoolSearch(long moves) {
        this.moves = moves;
    }

    /** The start itself when nothing better is found. */
    public PoolPlan improve(PoolQuestion pool, PoolPlan start, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            return start;
        }
        PoolTable table = new PoolTable(pool);
        SeatingPlan found = Made.FACTORY
                .buildSolver(new SolverConfigOverride()
                        .withTerminationConfig(new TerminationConfig()
                                .withMoveCountLimit(moves)
                                .withMillisecondsSpentLimit(Math.max(1, limit.toMillis()))))
                .solve(table.plan(start.teams()));
        PoolPlan improved = new PoolPlan(table.teams(found), false);
        return improved.keepsRules(pool) && (improved.betterThan(start) || !start.keepsRules(pool)) ? improved : start;
    }

    /** From nothing but the pins. */
    public PoolPlan search(PoolQuestion pool, Duration limit) {
        return improve(pool, nobody(pool), limit);
    }

    /** A plan in which nobody is seated but who is pinned. */
    public static PoolPlan nobody(PoolQuestion pool) {
        return new PoolPlan(
                pool.cases().stream()
                        .map(share -> Team.of(share.question(), share.question().pinned()))
                        .toList(),
                false);
    }
}
