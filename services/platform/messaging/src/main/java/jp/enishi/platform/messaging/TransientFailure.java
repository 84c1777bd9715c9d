package jp.enishi.platform.messaging;

import org.jspecify.annotations.Nullable;

/** Thrown by a handler when something outside is down for now: the event is tried again in place, with backoff. */
public class TransientFailure extends RuntimeException {
    public TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
