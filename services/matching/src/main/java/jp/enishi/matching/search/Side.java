package jp.enishi.matching.search;

/** Whose search it is: talent look for cases, clients for talent. */
public enum Side {
    TALENT,
    CLIENT
}
