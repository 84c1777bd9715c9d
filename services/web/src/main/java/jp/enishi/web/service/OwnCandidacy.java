package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A candidacy as the talent sees it. */
public record OwnCandidacy(
        String candidacyId,
        String caseId,
        String positionId,
        @Nullable Text caseTitle,
        @Nullable String role,
        @Nullable String organizationId,
        @Nullable Text companyName,
        String status,
        long version,
        @Nullable Long resumeVersion,
        @Nullable String message,
        @Nullable Boolean withdrawable,
        List<Change> history) {
    public OwnCandidacy {
        history = history == null ? List.of() : history;
    }

    /** A status since a time. */
    public record Change(String status, @Nullable String at) {}
}
