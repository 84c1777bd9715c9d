package jp.enishi.matching.score;

/** What a score is made of: eleven features that the client judges by and four that the talent judges by. */
public enum Feature {
    MUST(Side.CLIENT),
    NICE(Side.CLIENT),
    PHASES(Side.CLIENT),
    ROLE(Side.CLIENT),
    SENIORITY(Side.CLIENT),
    RATE(Side.CLIENT),
    AVAILABILITY(Side.CLIENT),
    WORKPLACE(Side.CLIENT),
    INDUSTRY(Side.CLIENT),
    TEXT(Side.CLIENT),
    FRESHNESS(Side.CLIENT),
    WISHED_ROLE(Side.TALENT),
    WISHED_RATE(Side.TALENT),
    WISHED_WORKPLACE(Side.TALENT),
    WISHED_INDUSTRY(Side.TALENT);

    /** Whose interest a feature stands for. */
    public enum Side {
        CLIENT,
        TALENT
    }

    private final Side side;

    Feature(Side side) {
        this.side = side;
    }

    public Side side() {
        return side;
    }
}
