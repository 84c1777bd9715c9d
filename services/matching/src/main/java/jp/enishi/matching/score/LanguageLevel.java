package jp.enishi.matching.score;

/** Command of a spoken language, from least to most. */
public enum LanguageLevel {
    BASIC,
    CONVERSATION,
    BUSINESS,
    NATIVE
}
