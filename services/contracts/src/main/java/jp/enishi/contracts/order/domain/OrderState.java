package jp.enishi.contracts.order.domain;

/** Prepared with the agreement, ordered in writing, confirmed by both. */
public enum OrderState {
    PREPARED,
    ORDERED,
    CONFIRMED
}
