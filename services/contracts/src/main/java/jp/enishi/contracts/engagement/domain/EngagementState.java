package jp.enishi.contracts.engagement.domain;

/** Its first day is ahead, it runs, its last day is fixed, it is over. */
public enum EngagementState {
    PLANNED,
    ACTIVE,
    ENDING,
    ENDED
}
