package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the list of cases. */
public record CaseSummary(
        String caseId,
        @Nullable String companyId,
        @Nullable Text title,
        @Nullable String status,
        List<String> roles,
        @Nullable Boolean complete,
        @Nullable String closesOn,
        int waitingProposals,
        @Nullable String closingReason,
        @Nullable String updatedAt) {
    public CaseSummary {
        roles = roles == null ? List.of() : roles;
    }

    /** Whether it came to its end because all seats are taken. */
    public boolean filled() {
        return "FILLED".equals(closingReason);
    }

    /** Whether something is known to be missing. */
    public boolean incomplete() {
        return Boolean.FALSE.equals(complete);
    }
}
