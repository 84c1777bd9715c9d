package jp.enishi.cases.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import jp.enishi.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * An account as whoever runs Enishi sees it.
 *
 * @param own whether it is that of the reader
 * @param organizations absent in lists
 */
public record AccountView(
        UUID userId,
        @Nullable String address,
        boolean enabled,
        boolean verified,
        Set<Role> roles,
        boolean own,
        @Nullable List<Accounts.Organization> organizations) {
    static AccountView of(
            Accounts.Account account, @Nullable UUID reader, @Nullable List<Accounts.Organization> organizations) {
        return new AccountView(
                account.userId(),
                account.address(),
                account.enabled(),
                account.verified(),
                new TreeSet<>(account.roles()),
                account.userId().equals(reader),
                organizations);
    }

    @Override
    public String toString() {
        return "AccountView " + userId;
    }
}
