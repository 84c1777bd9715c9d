package jp.enishi.matching.team.search;

import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import jp.enishi.matching.team.domain.Points;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a move changes. Hard: people twice in a team, pairs apart, budgets, and who works more than they can; medium:
 * open seats; soft: the points of all teams. What comes out is counted again by the plain code, which this must equal.
 */
public class PoolScore implements IncrementalScoreCalculator<SeatingPlan, HardMediumSoftScore> {
    /** A broken rule weighs more than ten thousand yen over the budget or one percent of work too much. */
    private static final long RULE = 100;

    private static final long YEN = 10_000;

    private @Nullable State state;

    /** What stands in the seats now. */
    private static final class State {
        private final PoolTable table;
        /** By case and member: on how many seats they sit. */
        private final int[][] seats;

        private final long[] cost;
        private final int[][] full;
        private final int[][] any;
        private final int[] load;
        private long hard;
        private long open;
        private long points;

        State(PoolTable table) {
            this.table = table;
            int cases = table.shares.size();
            int members = table.capacity.length;
            seats = new int[cases][members];
            cost = new long[cases];
            full = new int[cases][];
            any = new int[cases][];
            for (int i = 0; i < cases; i++) {
                full[i] = new int[table.shares.get(i).half.length];
                any[i] = new int[table.shares.get(i).half.length];
            }
            load = new int[members];
        }

        void seat(Seat seat) {
            Member member = seat.getMember();
            if (member == null) {
                open++;
                return;
            }
            int number = member.number();
            PoolTable.Share share = table.shares.get(seat.share());
            points += share.fit[seat.position()][number];
            if (seats[seat.share()][number]++ == 0) {
                enters(seat.share(), share, number);
            } else {
                hard -= RULE;
            }
        }

        void leave(Seat seat) {
            Member member = seat.getMember();
            if (member == null) {
                open--;
                return;
            }
            int number = member.number();
            PoolTable.Share share = table.shares.get(seat.share());
            points -= share.fit[seat.position()][number];
            if (--seats[seat.share()][number] == 0) {
                leaves(seat.share(), share, number);
            } else {
                hard += RULE;
            }
        }

        private void enters(int of, PoolTable.Share share, int number) {
            hard += over(cost[of], share.budget);
            cost[of] += share.cost[number];
            hard -= over(cost[of], share.budget);
            hard += above(number);
            load[number] += share.load;
            hard -= above(number);
            hard -= RULE * present(seats[of], share.apart[number]);
            points += Points.TOGETHER * present(seats[of], share.together[number]);
            for (int skill : share.full[number]) {
                if (full[of][skill]++ == 0) {
                    points += share.half[skill];
                }
            }
            for (int skill : share.any[number]) {
                if (any[of][skill]++ == 0) {
                    points += share.half[skill];
                }
            }
        }

        private void leaves(int of, PoolTable.Share share, int number) {
            hard += over(cost[of], share.budget);
            cost[of] -= share.cost[number];
            hard -= over(cost[of], share.budget);
            hard += above(number);
            load[number] -= share.load;
            hard -= above(number);
            hard += RULE * present(seats[of], share.apart[number]);
            points -= Points.TOGETHER * present(seats[of], share.together[number]);
            for (int skill : share.full[number]) {
                if (--full[of][skill] == 0) {
                    points -= share.half[skill];
                }
            }
            for (int skill : share.any[number]) {
                if (--any[of][skill] == 0) {
                    points -= share.half[skill];
                }
            }
        }

        private static long over(long cost, long budget) {
            return cost <= budget ? 0 : 1 + (cost - budget) / YEN;
        }

        private long above(int number) {
            return Math.max(0, load[number] - table.capacity[number]);
        }

        private static long present(int[] seats, int[] others) {
            long present = 0;
            for (int other : others) {
                if (seats[other] > 0) {
                    present++;
                }
            }
            return present;
        }
    }

    /** For Timefold. */
    public PoolScore() {}

    private State state() {
        if (state == null) {
            throw new IllegalStateException("asked before there was a plan");
        }
        return state;
    }

    @Override
    public void resetWorkingSolution(SeatingPlan plan) {
        State fresh = new State(plan.table());
        plan.getSeats().forEach(fresh::seat);
        state = fresh;
    }

    @Override
    public void beforeVariableChanged(Object seat, String variable) {
        state().leave((Seat) seat);
    }

    @Override
    public void afterVariableChanged(Object seat, String variable) {
        state().seat((Seat) seat);
    }

    @Override
    public HardMediumSoftScore calculateScore() {
        State now = state();
        return HardMediumSoftScore.of(now.hard, -now.open, now.points);
    }
}
