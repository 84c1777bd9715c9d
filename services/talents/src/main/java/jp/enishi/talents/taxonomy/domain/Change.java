package jp.enishi.talents.taxonomy.domain;

/** What an edit does with a word: from now on it stands for a concept, or it no longer does. */
public enum Change {
    ADD,
    RETIRE
}
