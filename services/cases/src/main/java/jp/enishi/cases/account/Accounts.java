package jp.enishi.cases.account;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** The accounts at the identity provider, with which people sign in. Fails with 503 while it doesn't answer. */
public interface Accounts {
    /**
     * An account. Of the person behind it no more is known here than the address that they sign in with.
     *
     * @param enabled whether it can sign in
     * @param verified whether the address was proved to be its owner's
     */
    record Account(UUID userId, @Nullable String address, boolean enabled, boolean verified, Set<Role> roles) {
        public Account {
            roles = Set.copyOf(roles);
        }

        @Override
        public String toString() {
            return "Account " + userId;
        }
    }

    /** A client's organisation. */
    record Organization(UUID organizationId, @Nullable String name) {}

    /** Accounts whose address has these words (all of them without any), from the given one on. */
    Uni<List<Account>> found(@Nullable String words, int first, int limit);

    /** Accounts with the role, from the given one on. */
    Uni<List<Account>> holders(Role role, int first, int limit);

    /** Accounts that belong to the organisation, from the given one on. */
    Uni<List<Account>> members(UUID organizationId, int first, int limit);

    /** Fails with {@link NotFound}; an account that belongs to a part of the system is no one's. */
    Uni<Account> account(UUID userId);

    /** The organisations that an account belongs to. */
    Uni<List<Organization>> organizationsOf(UUID userId);

    /** Organisations whose name has these words, from the given one on. */
    Uni<List<Organization>> organizations(@Nullable String words, int first, int limit);

    /** Gives or takes a role. */
    Uni<Void> change(UUID userId, Role role, boolean given);

    /** Lets an account sign in, or no longer; then all its sessions end. */
    Uni<Void> enable(UUID userId, boolean enabled);

    /** Mails a link under which the owner of the account chooses another password. */
    Uni<Void> mailPassword(UUID userId);
}
