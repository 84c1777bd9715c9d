package jp.enishi.cases.candidacy.domain;

/** Why a client passes. */
public enum PassReason {
    BUDGET,
    SKILLS,
    TIMING,
    WORKPLACE,
    OTHER
}
