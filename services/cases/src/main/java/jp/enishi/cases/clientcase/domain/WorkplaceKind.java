package jp.enishi.cases.clientcase.domain;

/** Where the work is done: 常駐, ハイブリッド or 在宅・リモート. */
public enum WorkplaceKind {
    ON_SITE,
    HYBRID,
    REMOTE
}
