package jp.enishi.contracts.engagement.domain;

/** What people are reminded of. */
public enum DueKind {
    CHECK_IN,
    RENEWAL,
    NOTICE,
    TICKET
}
