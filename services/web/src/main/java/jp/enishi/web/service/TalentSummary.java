package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A line of the list of talents, for coordinators. */
public record TalentSummary(
        String talentId,
        @Nullable String familyName,
        @Nullable String givenName,
        @Nullable String headline,
        @Nullable String status,
        @Nullable Boolean complete,
        @Nullable String updatedAt) {
    /** Whether something is known to be missing. */
    public boolean incomplete() {
        return Boolean.FALSE.equals(complete);
    }
}
