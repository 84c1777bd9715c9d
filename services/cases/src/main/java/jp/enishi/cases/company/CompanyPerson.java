package jp.enishi.cases.company;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a company as their colleagues see them.
 *
 * @param active whether they have signed in once
 * @param enabled whether nobody has shut their account
 */
public record CompanyPerson(
        UUID userId,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String email,
        boolean active,
        boolean enabled) {
    @Override
    public String toString() {
        return "CompanyPerson " + userId;
    }
}
