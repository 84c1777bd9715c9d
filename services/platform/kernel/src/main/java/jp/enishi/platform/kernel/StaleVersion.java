package jp.enishi.platform.kernel;

/** The caller changed an older version than the current one (412). */
public final class StaleVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleVersion() {
        super("stale version", null, false, false);
    }

    public StaleVersion(long expected, long actual) {
        super("expected version " + expected + ", found " + actual, null, false, false);
    }

    /** Passes when both versions are equal. */
    public static void check(long expected, long actual) {
        if (expected != actual) {
            throw new StaleVersion(expected, actual);
        }
    }
}
