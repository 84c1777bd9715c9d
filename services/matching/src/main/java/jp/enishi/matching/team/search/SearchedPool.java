package jp.enishi.matching.team.search;

import java.time.Duration;
import java.util.List;
import jp.enishi.matching.team.domain.PoolComposer;
import jp.enishi.matching.team.domain.PoolPlan;
import jp.enishi.matching.team.domain.PoolQuestion;
import jp.enishi.matching.team.solver.CpSatPool;

/**
 * The exact solver first; a plan that it can't prove in its part of the time is made better by local search in the rest of
 * it, as far as the number of moves allows.
 */
public final class SearchedPool implements PoolComposer {
    /** Where a search of the sizes that are asked for hardly gains any more; it takes about a second. */
    private static final long MOVES = 400_000;

    private final Duration limit;
    private final CpSatPool exact;
    private final PoolSearch search;

    /** @param limit how long an answer may take */
    public SearchedPool(Duration limit) {
        this.limit = limit;
        this.exact = new CpSatPool(limit);
        this.search = new PoolSearch(MOVES);
    }

    @Override
    public PoolPlan plan(PoolQuestion pool) {
        long began = System.nanoTime();
        PoolPlan found = exact.plan(pool, List.of(), limit.dividedBy(2));
        return found.proven() ? found : search.improve(pool, found, limit.minusNanos(System.nanoTime() - began));
    }
}
