package jp.enishi.matching.search;

/** What a search asks for; also why something is new to it. */
public enum Criterion {
    /** A case is published, a talent is complete and available. */
    OPEN,
    ROLE,
    SKILLS,
    RATE,
    WORKPLACE,
    PREFECTURE,
    START,
    INDUSTRY
}
