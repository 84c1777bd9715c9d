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
 * @param address whole for staff; of anybody else no more than tells one account from the other
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
    private static final Set<Role> STAFF = Set.of(Role.COORDINATOR, Role.AUDITOR, Role.ADMIN);

    static AccountView of(
            Accounts.Account account, @Nullable UUID reader, @Nullable List<Accounts.Organization> organizations) {
        return new AccountView(
                account.userId(),
                shown(account),
                account.enabled(),
                account.verified(),
                new TreeSet<>(account.roles()),
                account.userId().equals(reader),
                organizations);
    }

    private static @Nullable String shown(Accounts.Account account) {
        String address = account.address();
        return address == null || account.roles().stream().anyMatch(STAFF::contains) ? address : masked(address);
    }

    /** The first and the last letter before the at sign, and all behind it. */
    static String masked(String address) {
        int at = address.lastIndexOf('@');
        String name = at < 0 ? address : address.substring(0, at);
        String rest = at < 0 ? "" : address.substring(at);
        return name.length() < 3 ? "…" + rest : name.charAt(0) + "…" + name.charAt(name.length() - 1) + rest;
    }

    @Override
    public String toString() {
        return "AccountView " + userId;
    }
}
