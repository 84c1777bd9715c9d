package jp.enishi.platform.taxonomy;

/** The languages of every name in the taxonomy; Japanese is the default. */
public enum Language {
    JA,
    EN;

    /** The language of a BCP 47 tag; everything that isn't English is read in Japanese. */
    public static Language of(String tag) {
        return tag.regionMatches(true, 0, "en", 0, 2) ? EN : JA;
    }
}
