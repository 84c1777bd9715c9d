package jp.enishi.cases;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;

/**
 * The second line behind the policy: the organisations whose rows a caller's SQL may touch at all.
 *
 * @param everything true for coordinators, whose work is with every client
 */
public record OrganizationScope(boolean everything, Set<UUID> organizations) {

    /** For the system itself, which acts on its own timers. */
    public static final OrganizationScope SYSTEM = new OrganizationScope(true, Set.of());

    public OrganizationScope {
        organizations = Set.copyOf(organizations);
    }

    /** All for a coordinator, else the caller's own organisations only. */
    public static OrganizationScope of(Subject subject) {
        if (subject.is(Role.COORDINATOR)) {
            return SYSTEM;
        }
        return own(subject);
    }

    /** The caller's own organisations only, whatever else they are. */
    public static OrganizationScope own(Subject subject) {
        var own = new LinkedHashSet<UUID>();
        subject.organizations().forEach(id -> Ids.parse(id).ifPresent(own::add));
        return new OrganizationScope(false, own);
    }

    /** The ids as a parameter for {@code any($n)}. */
    public UUID[] ids() {
        return organizations.toArray(new UUID[0]);
    }
}
