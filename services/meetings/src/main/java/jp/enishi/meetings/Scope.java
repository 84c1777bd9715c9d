package jp.enishi.meetings;

import java.util.Objects;
import java.util.UUID;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;

/**
 * The second line behind the policy: the meetings whose rows a caller's SQL may touch at all.
 *
 * @param everything true for coordinators, whose work is with everybody
 */
public record Scope(boolean everything, UUID user) {
    private static final UUID NOBODY = new UUID(0, 0);

    /** For the system itself. */
    public static final Scope SYSTEM = new Scope(true, NOBODY);

    /** All for a coordinator, else those in which the caller takes part. */
    public static Scope of(Subject subject) {
        return new Scope(subject.is(Role.COORDINATOR), Objects.requireNonNull(subject.userId()));
    }
}
