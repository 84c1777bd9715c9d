package jp.enishi.contracts.party.domain;

/** The form in law of a party. */
public enum PartyKind {
    INDIVIDUAL,
    CORPORATION
}
