package jp.enishi.matching.team.domain;

/** Finds teams for several cases at once. */
public interface PoolComposer {
    /** A team for each case; nobody works more than they can. */
    PoolPlan plan(PoolQuestion pool);
}
