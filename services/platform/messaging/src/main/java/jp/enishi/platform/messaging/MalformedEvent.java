package jp.enishi.platform.messaging;

import org.jspecify.annotations.Nullable;

/** A record that can never be applied as it is; {@link #code} says which rule it breaks. */
public final class MalformedEvent extends RuntimeException {
    private final String code;

    public MalformedEvent(String code, @Nullable Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
