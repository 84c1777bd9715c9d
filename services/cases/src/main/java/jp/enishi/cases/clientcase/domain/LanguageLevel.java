package jp.enishi.cases.clientcase.domain;

/** How well a language is asked for. */
public enum LanguageLevel {
    BASIC,
    CONVERSATION,
    BUSINESS,
    NATIVE
}
