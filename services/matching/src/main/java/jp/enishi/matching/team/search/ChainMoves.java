package jp.enishi.matching.team.search;

import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import ai.timefold.solver.core.impl.score.director.ScoreDirector;
import ai.timefold.solver.core.preview.api.domain.metamodel.PlanningSolutionMetaModel;
import ai.timefold.solver.core.preview.api.domain.metamodel.PlanningVariableMetaModel;
import ai.timefold.solver.core.preview.api.move.Move;
import ai.timefold.solver.core.preview.api.move.builtin.Moves;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Two or three seats changed at once, which single moves would have to do by way of a plan that breaks a rule: others of the
 * same case, so that its budget is kept; or a seat takes somebody who sits elsewhere, and their seat takes another or nobody.
 */
public class ChainMoves implements MoveIteratorFactory<SeatingPlan, Move<SeatingPlan>> {
    private static final PlanningVariableMetaModel<SeatingPlan, Seat, Member> MEMBER =
            (PlanningVariableMetaModel<SeatingPlan, Seat, Member>)
                    PlanningSolutionMetaModel.of(SeatingPlan.class, Seat.class)
                            .genuineEntity(Seat.class)
                            .<Member>variable("member");

    /** One seat in so many is left open. */
    private static final int UNSEATED = 8;

    /** For Timefold. */
    public ChainMoves() {}

    @Override
    public long getSize(ScoreDirector<SeatingPlan> director) {
        long seats = director.getWorkingSolution().getSeats().size();
        return Math.max(1, seats * seats);
    }

    @Override
    public Iterator<Move<SeatingPlan>> createOriginalMoveIterator(ScoreDirector<SeatingPlan> director) {
        throw new UnsupportedOperationException("moves are drawn, not gone through");
    }

    @Override
    public Iterator<Move<SeatingPlan>> createRandomMoveIterator(
            ScoreDirector<SeatingPlan> director, RandomGenerator random) {
        List<Seat> free = director.getWorkingSolution().getSeats().stream()
                .filter(seat -> !seat.isPinned() && !seat.getSuited().isEmpty())
                .toList();
        List<List<Seat>> byCase = new ArrayList<>();
        for (Seat seat : free) {
            while (byCase.size() <= seat.share()) {
                byCase.add(new ArrayList<>());
            }
            byCase.get(seat.share()).add(seat);
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return free.size() > 1;
            }

            @Override
            public Move<SeatingPlan> next() {
                Map<Seat, @Nullable Member> changed = new LinkedHashMap<>();
                Seat seat = one(free);
                for (int left = 2 + random.nextInt(2); left > 0 && seat != null; left--) {
                    Member comes = random.nextInt(UNSEATED) == 0 ? null : one(seat.getSuited());
                    changed.put(seat, comes);
                    Seat next = random.nextBoolean() || comes == null ? one(byCase.get(seat.share())) : seatOf(comes);
                    seat = next == null || changed.containsKey(next) ? null : next;
                }
                return Moves.compose(changed.entrySet().stream()
                        .map(each -> change(each.getKey(), each.getValue()))
                        .toList());
            }

            private @Nullable Seat seatOf(Member member) {
                for (Seat seat : free) {
                    if (seat.getMember() == member) {
                        return seat;
                    }
                }
                return null;
            }

            private <T> T one(List<T> of) {
                return of.get(random.nextInt(of.size()));
            }
        };
    }

    private static Move<SeatingPlan> change(Seat seat, @Nullable Member member) {
        return Moves.change(MEMBER, seat, member);
    }
}
