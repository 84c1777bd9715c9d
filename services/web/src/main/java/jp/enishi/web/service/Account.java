package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as whoever runs Enishi sees it: its address, and nothing else of the person.
 *
 * @param own whether it is the reader's
 * @param organizations empty in lists
 */
public record Account(
        String userId,
        @Nullable String address,
        boolean enabled,
        boolean verified,
        List<String> roles,
        boolean own,
        List<Organization> organizations) {
    private static final int MARK = 6;

    public Account {
        roles = roles == null ? List.of() : List.copyOf(roles);
        organizations = organizations == null ? List.of() : List.copyOf(organizations);
    }

    /** A client's organisation. */
    public record Organization(
            String organizationId, @Nullable String name) {}

    /** What tells one from another whose address is shown in part and may look the same: the end of its id; else empty. */
    public String mark() {
        return address == null || !address.contains("…") ? "" : userId.substring(Math.max(0, userId.length() - MARK));
    }

    /** The address as it is shown, with what tells it from others. */
    public String called() {
        return address == null ? userId : mark().isEmpty() ? address : address + " (" + mark() + ")";
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    @Override
    public String toString() {
        return "Account " + userId;
    }
}
