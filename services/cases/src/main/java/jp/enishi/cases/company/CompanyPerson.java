package jp.enishi.cases.company;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of a company as their colleagues see them.
 *
 * @param active whether they have signed in once
 * @param enabled whether they may sign in
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
