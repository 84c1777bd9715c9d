package jp.enishi.contracts;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The second line behind the policy: whose rows a caller's SQL may touch at all.
 *
 * @param everything true for coordinators and auditors; what they may see of it is the policy's matter
 * @param talent the caller as a talent
 */
public record Scope(
        boolean everything,
        Set<UUID> organizations,
        @Nullable UUID talent) {

    public Scope {
        organizations = Set.copyOf(organizations);
    }

    public static Scope of(Subject subject) {
        if (subject.is(Role.COORDINATOR) || subject.is(Role.AUDITOR)) {
            return new Scope(true, Set.of(), null);
        }
        var own = new LinkedHashSet<UUID>();
        if (subject.is(Role.CLIENT)) {
            subject.organizations().forEach(id -> Ids.parse(id).ifPresent(own::add));
        }
        return new Scope(false, own, subject.is(Role.TALENT) ? subject.userId() : null);
    }

    /** The organisations as a parameter for {@code any($n)}. */
    public UUID[] ids() {
        return organizations.toArray(new UUID[0]);
    }
}
