package jp.enishi.cases.rates;

/** How much of a month somebody works: up to 60 %, or more. */
public enum Utilisation {
    PART,
    FULL
}
