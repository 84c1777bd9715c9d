package jp.enishi.matching.team.domain;

/**
 * What a team is worth: the fits of its people, the skills of the case that somebody in it has, and who worked together
 * before. Whole numbers, so that every way of counting comes to the same sum.
 */
public record Points(long fit, long coverage, long together) {
    /** The fit of one person with the score 1. */
    public static final int FULL_FIT = 10_000;
    /** A must-have that somebody has in full; half of it when the best is close. */
    public static final int MUST = 2_000;
    /** The same of a nice-to-have. */
    public static final int NICE = 1_000;
    /** Each pair that worked together. */
    public static final int TOGETHER = 500;

    public long total() {
        return fit + coverage + together;
    }
}
