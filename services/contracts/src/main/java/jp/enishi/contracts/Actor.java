package jp.enishi.contracts;

import java.util.UUID;
import java.util.stream.Stream;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** Who made a change, for its audit row; no user when the system did. */
public record Actor(@Nullable UUID user, String role) {

    public static final Actor SYSTEM = new Actor(null, "SYSTEM");

    /** The caller in the strongest role that may change contracts. */
    public static Actor of(Subject subject) {
        Role role = Stream.of(Role.COORDINATOR, Role.CLIENT)
                .filter(subject::is)
                .findFirst()
                .orElse(Role.TALENT);
        return new Actor(subject.userId(), role.name());
    }

    /** The caller as the side for which they act; a coordinator acts in the client's name. */
    public static Actor of(Subject subject, Side side) {
        boolean coordinator = subject.is(Role.COORDINATOR);
        return new Actor(subject.userId(), coordinator ? Role.COORDINATOR.name() : side.name());
    }
}
