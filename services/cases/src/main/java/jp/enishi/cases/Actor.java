package jp.enishi.cases;

import java.util.UUID;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** Who made a change, for its audit row; no user when the system did. */
public record Actor(@Nullable UUID user, String role) {

    public static final Actor SYSTEM = new Actor(null, "SYSTEM");

    /** A talent, for themselves. */
    public static Actor talent(Subject subject) {
        return new Actor(subject.userId(), Role.TALENT.name());
    }

    /** The caller in the strongest role that may change cases. */
    public static Actor of(Subject subject) {
        Role role = subject.is(Role.COORDINATOR) ? Role.COORDINATOR : Role.CLIENT;
        return new Actor(subject.userId(), role.name());
    }
}
