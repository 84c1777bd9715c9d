package jp.enishi.cases.clientcase.domain;

/** Why a case was taken back: filled, cancelled by the client, or past its last day. */
public enum ClosingReason {
    FILLED,
    CANCELLED,
    EXPIRED
}
