package jp.enishi.contracts.engagement.domain;

/** When the law lets a long engagement end without 30 days' notice (フリーランス法 art. 16). A clause in the contract alone is none. */
public enum NoticeException {
    DISASTER,
    UPSTREAM_CANCELLED,
    SHORT_CONTRACT,
    NO_INDIVIDUAL_ORDER,
    TALENT_FAULT
}
