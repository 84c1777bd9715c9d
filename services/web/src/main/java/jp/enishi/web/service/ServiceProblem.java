package jp.enishi.web.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a service refused: the problem document (RFC 9457) it sent. Status 503 also when it did not answer at all. */
public final class ServiceProblem extends RuntimeException {
    /** What is wrong with a field, by its pointer in what was sent. */
    public record Fault(String pointer, String code, Map<String, Object> args) {}

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Fault> faults;
    private final transient Map<String, Object> args;
    private final @Nullable String traceId;

    public ServiceProblem(
            int status, String code, List<Fault> faults, Map<String, Object> args, @Nullable String traceId) {
        super(status + " " + code);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.args = Map.copyOf(args);
        this.traceId = traceId;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, Object> args() {
        return args;
    }

    public @Nullable String traceId() {
        return traceId;
    }

    /** The same about a document that was part of a form, under that pointer. */
    public ServiceProblem within(String at) {
        return new ServiceProblem(
                status,
                code,
                faults.stream()
                        .map(fault -> new Fault(at + fault.pointer(), fault.code(), fault.args()))
                        .toList(),
                args,
                traceId);
    }

    /** Whether the change may have happened all the same. */
    public boolean uncertain() {
        return status >= 500;
    }
}
