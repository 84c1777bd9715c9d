package jp.enishi.platform.kernel;

/** The caller is known and may not do this (403). */
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Forbidden() {
        super("forbidden", null, false, false);
    }

    /** The reason is for the log only. */
    public Forbidden(String reason) {
        super(reason, null, false, false);
    }
}
