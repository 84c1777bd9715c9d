package jp.enishi.cases.inquiry.domain;

/** The language of the form, in which the sender is answered. */
public enum Language {
    ja,
    en
}
