package jp.enishi.cases.candidacy.domain;

/** How much of a person a client may know. */
public enum Level {
    ANONYMISED,
    NAMED
}
