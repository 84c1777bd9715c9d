package jp.enishi.platform.kernel;

import java.util.Map;

/** One wrong value in a request: where (JSON Pointer, RFC 6901), what (a stable kebab-case code) and its arguments. */
public record FieldError(String pointer, String code, Map<String, ?> args) {
    public FieldError {
        args = Map.copyOf(args);
    }

    public FieldError(String pointer, String code) {
        this(pointer, code, Map.of());
    }
}
