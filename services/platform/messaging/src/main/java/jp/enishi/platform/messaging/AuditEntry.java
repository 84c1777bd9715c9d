package jp.enishi.platform.messaging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which object, and why. Names of fields may be told in the reason, never their values.
 *
 * @param actor the user, or null when the system acts by itself
 * @param version the object's version after the change, or the version that was seen
 */
public record AuditEntry(
        @Nullable UUID actor,
        String role,
        String action,
        String objectType,
        UUID objectId,
        long version,
        @Nullable String reason) {}
