package jp.enishi.matching.team.domain;

/** Finds the best teams. The same question has the same answer as long as time isn't up. */
public interface TeamComposer {
    /**
     * The strongest team and two alternatives. Each differs from those before it in two people, in teams of fewer than four
     * in one; with fewer free seats or people than that allows there are fewer alternatives.
     */
    Composition compose(TeamQuestion question);

    /** Only the strongest team, or the one that breaks the rules least. */
    Composition strongest(TeamQuestion question);
}
