package jp.enishi.contracts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.security.Role;
import jp.enishi.platform.security.Subject;
import org.hibernate.reactive.mutiny.Mutiny;
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

    /**
     * The condition of a query that a seat lies in this scope; {@link #bind} gives it its values. It names only what the caller
     * is: a condition for every kind of caller at once is one for which no index serves, and with a list Hibernate would
     * translate the query anew each time.
     *
     * @param seat how the query calls it, such as {@code o.seat}
     */
    public String over(String seat) {
        if (everything) {
            return "1 = 1";
        }
        List<String> own = new ArrayList<>();
        if (!organizations.isEmpty()) {
            own.add(seat + ".organizationId "
                    + (organizations.size() == 1 ? "= :organization" : "in (:organizations)"));
        }
        if (talent != null) {
            own.add(seat + ".talentUserId = :talent");
        }
        return own.isEmpty() ? "1 = 0" : "(" + String.join(" or ", own) + ")";
    }

    /** Gives a query with the condition {@link #over} a seat what it compares with. */
    public <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        if (everything) {
            return query;
        }
        if (organizations.size() == 1) {
            query.setParameter("organization", organizations.iterator().next());
        } else if (!organizations.isEmpty()) {
            query.setParameter("organizations", organizations);
        }
        if (talent != null) {
            query.setParameter("talent", talent);
        }
        return query;
    }

    /** The organisations as a parameter for {@code any($n)}. */
    public UUID[] ids() {
        return organizations.toArray(new UUID[0]);
    }
}
