package jp.enishi.local;

import org.jspecify.annotations.Nullable;

/** Something the person at the keyboard can act on: the message says what is wrong and what to do; no stack trace. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        this(message, null);
    }

    public Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
