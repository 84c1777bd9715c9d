package jp.enishi.platform.security;

/** How an object stands to the caller: theirs (or their company's), somebody else's, or nobody's (a list, a new thing). */
public enum Ownership {
    OWN,
    FOREIGN,
    NONE;

    public static Ownership of(boolean own) {
        return own ? OWN : FOREIGN;
    }
}
