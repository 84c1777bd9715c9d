package jp.enishi.cases.account;

import jakarta.validation.constraints.NotNull;
import jp.enishi.platform.security.Role;

/** A role that is given (true) or taken. Talents and clients become what they are by registering and by an invitation. */
public record RoleChange(@NotNull StaffRole role, @NotNull Boolean given) {
    /** The roles that an administrator gives and takes. */
    public enum StaffRole {
        COORDINATOR(Role.COORDINATOR),
        AUDITOR(Role.AUDITOR),
        ADMIN(Role.ADMIN);

        private final Role role;

        StaffRole(Role role) {
            this.role = role;
        }

        Role role() {
            return role;
        }
    }
}
