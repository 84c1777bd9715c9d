package jp.enishi.web.service;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of the list of talents, for coordinators. */
public record TalentSummary(
        String talentId,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String name,
        @Nullable String initials,
        @Nullable String headline,
        @Nullable String status,
        @Nullable Boolean complete,
        @Nullable String updatedAt) {
    /** The name as the list shows it. */
    public String label() {
        if (name != null) {
            return name;
        }
        return familyName == null ? Objects.requireNonNullElse(initials, talentId) : familyName + " " + givenName;
    }

    /** Whether something is known to be missing. */
    public boolean incomplete() {
        return Boolean.FALSE.equals(complete);
    }
}
