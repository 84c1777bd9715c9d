package jp.enishi.matching.score;

import java.util.Set;

/** The outcome of judging a pair of position and talent. */
public sealed interface Judgement {

    /** At least one hard condition is not kept. */
    record Refused(Set<Gate> gates) implements Judgement {}

    /** Both sides' scores, the score made of them (each 0–1), and why, without evidence until {@link Scorer#evidence}. */
    record Fit(double score, double clientScore, double talentScore, Explanation explanation) implements Judgement {}
}
