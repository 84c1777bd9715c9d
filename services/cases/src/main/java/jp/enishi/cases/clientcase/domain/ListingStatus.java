package jp.enishi.cases.clientcase.domain;

/** A listing that is shown is open; one that is not open is not shown. */
public enum ListingStatus {
    OPEN
}
