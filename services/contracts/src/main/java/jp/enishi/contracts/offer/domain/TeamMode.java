package jp.enishi.contracts.offer.domain;

/** Whether a team is taken as a whole or each of its people alone. */
public enum TeamMode {
    ALL_OR_NOTHING,
    PARTIAL
}
