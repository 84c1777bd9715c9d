package jp.enishi.platform.kernel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Keycloak's admin API speaks of an account. */
public final class KeycloakAccount {
    private static final String REASON = "disabledReason";

    private KeycloakAccount() {}

    /**
     * Whether an operator has shut the account. Keycloak also calls disabled, and then with a reason, who is locked out for wrong
     * passwords, and who signs in or is looked at by somebody else in that very moment (keycloak/keycloak#40689). Those two
     * go on being told and written to: nobody is cut off by others who guess at their password.
     *
     * @param enabled as Keycloak says it
     * @param attributes of the account, as Keycloak says them
     */
    public static boolean shut(boolean enabled, @Nullable Map<String, List<String>> attributes) {
        return !enabled && (attributes == null || !attributes.containsKey(REASON));
    }
}
