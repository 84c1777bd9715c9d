package jp.enishi.matching.score;

/** Hard conditions: one that is not kept excludes the pair whatever its score. */
public enum Gate {
    /** Status ACTIVE and complete. */
    ACTIVE,
    ROLE,
    MUST_SKILL,
    AVAILABILITY,
    UTILISATION,
    WORKPLACE,
    RATE,
    LANGUAGE
}
