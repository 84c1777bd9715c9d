package jp.enishi.cases.candidacy.domain;

/** A candidacy's state as the policy knows it. */
public enum Visibility {
    /** Coordinators' work, and the talent's if they applied; nothing that a client sees. */
    INTERNAL,
    SHOWN,
    ENDED
}
