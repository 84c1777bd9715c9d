package jp.enishi.platform.taxonomy;

/** How the skill someone has stands to the skill that is wanted. */
public enum Relation {
    EXACT,
    /** Has something more special than wanted (wanted: SQL database, has: PostgreSQL). */
    NARROWER,
    /** Has something more general than wanted. */
    BROADER,
    RELATED
}
