package jp.enishi.meetings;

import java.util.Objects;
import java.util.UUID;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** Who made a change, for its audit row; no user when the system did. */
public record Actor(@Nullable UUID user, String role) {

    public static final Actor SYSTEM = new Actor(null, "SYSTEM");

    /** The caller in the strongest role that may change meetings. */
    public static Actor of(Subject subject) {
        Role role =
                subject.is(Role.COORDINATOR) ? Role.COORDINATOR : subject.is(Role.CLIENT) ? Role.CLIENT : Role.TALENT;
        return new Actor(Objects.requireNonNull(subject.userId()), role.name());
    }
}
