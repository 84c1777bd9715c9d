package jp.enishi.platform.http;

import java.util.List;
import java.util.Map;
import jp.enishi.platform.kernel.FieldError;

/** A request that the HTTP layer itself refuses, with a stable code: a missing header, a broken body, a busy key. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<FieldError> errors;

    public Refusal(int status, String code) {
        this(status, code, List.of());
    }

    public Refusal(int status, String code, List<FieldError> errors) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    static Refusal at(int status, String code, String error, String pointer, Map<String, ?> args) {
        return new Refusal(status, code, List.of(new FieldError(pointer, error, args)));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
