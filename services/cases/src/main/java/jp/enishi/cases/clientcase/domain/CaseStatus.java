package jp.enishi.cases.clientcase.domain;

/** The only way of a case: DRAFT, then PUBLISHED with a live listing, then CLOSED for ever. */
public enum CaseStatus {
    DRAFT,
    PUBLISHED,
    CLOSED
}
