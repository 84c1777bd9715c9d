package jp.enishi.matching.score;

/**
 * What a score is made of: thirteen features that the client judges by, four that the talent judges by, and two that are
 * facts of the pair: whether every must-have is met in full, and whether the talent would take the case.
 */
public enum Feature {
    MUST(Side.CLIENT),
    NICE(Side.CLIENT),
    PHASES(Side.CLIENT),
    ROLE(Side.CLIENT),
    SENIORITY(Side.CLIENT),
    RECENCY(Side.CLIENT),
    RATE(Side.CLIENT),
    AVAILABILITY(Side.CLIENT),
    WORKPLACE(Side.CLIENT),
    LANGUAGE(Side.CLIENT),
    INDUSTRY(Side.CLIENT),
    TEXT(Side.CLIENT),
    FRESHNESS(Side.CLIENT),
    WISHED_ROLE(Side.TALENT),
    WISHED_RATE(Side.TALENT),
    WISHED_WORKPLACE(Side.TALENT),
    WISHED_INDUSTRY(Side.TALENT),
    COMPLETE(Side.PAIR),
    WILLING(Side.PAIR);

    /** Whose interest a feature stands for. */
    public enum Side {
        CLIENT,
        TALENT,
        PAIR
    }

    private final Side side;

    Feature(Side side) {
        this.side = side;
    }

    public Side side() {
        return side;
    }
}
