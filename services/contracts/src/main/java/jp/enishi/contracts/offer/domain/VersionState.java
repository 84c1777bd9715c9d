package jp.enishi.contracts.offer.domain;

/** What became of one version of an offer. */
public enum VersionState {
    OPEN,
    SUPERSEDED,
    ACCEPTED,
    REFUSED,
    WITHDRAWN,
    EXPIRED
}
