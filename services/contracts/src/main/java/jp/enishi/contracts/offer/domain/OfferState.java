package jp.enishi.contracts.offer.domain;

/** Open until it ended in one of the other ways; RELEASED when a team of which it was a part failed. */
public enum OfferState {
    OPEN,
    AGREED,
    REFUSED,
    WITHDRAWN,
    EXPIRED,
    RELEASED
}
