package jp.enishi.platform.security;

/** The policy's answer with its reason; the reason is for the log and the audit, never for the caller. */
public record Decision(Verdict verdict, String reason) {
    /** NOT_FOUND hides that a foreign object exists; FORBIDDEN says that the function is not the caller's. */
    public enum Verdict {
        PERMIT,
        NOT_FOUND,
        FORBIDDEN
    }

    public boolean permitted() {
        return verdict == Verdict.PERMIT;
    }

    static Decision permit(Role role) {
        return new Decision(Verdict.PERMIT, "role " + role);
    }

    static Decision notFound(String reason) {
        return new Decision(Verdict.NOT_FOUND, reason);
    }

    static Decision forbidden(String reason) {
        return new Decision(Verdict.FORBIDDEN, reason);
    }
}
