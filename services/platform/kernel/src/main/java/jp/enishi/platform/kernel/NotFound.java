package jp.enishi.platform.kernel;

/** There is no such thing, or none that the caller may know of (404): the two look the same from outside. */
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFound() {
        super("not found", null, false, false);
    }

    /** Names type and id for the log only; neither reaches the caller. */
    public NotFound(String type, Object id) {
        super(type + " " + id, null, false, false);
    }
}
