package jp.enishi.platform.kernel;

import java.util.Map;

/**
 * A rule of the business was broken: the request was understood, but the state of things does not allow it (409).
 * The code is stable and kebab-case; the reader's text is made from code and arguments in the web part.
 */
public final class RuleViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Map<String, ?> args;

    public RuleViolation(String code, Map<String, ?> args) {
        super(code, null, false, false);
        this.code = code;
        this.args = Map.copyOf(args);
    }

    public RuleViolation(String code) {
        this(code, Map.of());
    }

    public String code() {
        return code;
    }

    public Map<String, ?> args() {
        return args;
    }
}
