package jp.enishi.platform.taxonomy;

import java.util.List;

/** Something with a stable id and a name in Japanese and in English. */
public interface Term {
    String id();

    String ja();

    String en();

    /** Other ways to write the same thing, in either language. */
    List<String> synonyms();

    default String name(Language language) {
        return language == Language.JA ? ja() : en();
    }
}
