package jp.enishi.platform.security;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks: the verified token's subject, roles and organisation ids. Without a user there is only ANONYMOUS. */
public record Subject(@Nullable UUID userId, Set<Role> roles, Set<String> organizations) {
    public static final Subject ANONYMOUS = new Subject(null, Set.of(Role.ANONYMOUS), Set.of());

    public Subject {
        roles = Set.copyOf(roles);
        organizations = Set.copyOf(organizations);
        if (userId == null && !roles.equals(Set.of(Role.ANONYMOUS))) {
            throw new IllegalArgumentException("a caller without a user is anonymous");
        }
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean anonymous() {
        return userId == null;
    }

    /** True when this is the given user. */
    public boolean isUser(@Nullable UUID user) {
        return userId != null && userId.equals(user);
    }

    public boolean belongsTo(@Nullable String organization) {
        return organization != null && organizations.contains(organization);
    }
}
