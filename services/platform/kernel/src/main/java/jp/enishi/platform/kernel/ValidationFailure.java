package jp.enishi.platform.kernel;

import java.util.List;
import java.util.Map;

/** A request was well-formed but has wrong values (422); it names every one of them at once. */
public final class ValidationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public ValidationFailure(List<FieldError> errors) {
        super("invalid: " + errors, null, false, false);
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("a validation failure names at least one error");
        }
        this.errors = List.copyOf(errors);
    }

    public static ValidationFailure at(String pointer, String code) {
        return new ValidationFailure(List.of(new FieldError(pointer, code)));
    }

    public static ValidationFailure at(String pointer, String code, Map<String, ?> args) {
        return new ValidationFailure(List.of(new FieldError(pointer, code, args)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
