package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/**
 * What a candidacy is about, for headings.
 *
 * @param initials of the person; null once they are erased
 */
public record CandidacySeat(
        String candidacyId,
        String caseId,
        String positionId,
        @Nullable Text caseTitle,
        @Nullable String role,
        @Nullable Text companyName,
        String talentId,
        @Nullable String initials,
        @Nullable String level) {

    /** Whether the talent consents to be named to the client for this case. */
    public boolean named() {
        return "NAMED".equals(level);
    }
}
