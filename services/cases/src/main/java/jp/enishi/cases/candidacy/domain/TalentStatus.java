package jp.enishi.cases.candidacy.domain;

/** What a talent is told of a candidacy: their own status, never internal notes. */
public enum TalentStatus {
    APPLIED,
    PROPOSED,
    MEETING,
    OFFERED,
    AGREED,
    ENGAGED,
    COMPLETED,
    NOT_SELECTED,
    CASE_CLOSED,
    WITHDRAWN
}
