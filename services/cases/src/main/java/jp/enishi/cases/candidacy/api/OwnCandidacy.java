package jp.enishi.cases.candidacy.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.candidacy.domain.TalentStatus;
import jp.enishi.cases.clientcase.domain.Text;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A candidacy as its talent sees it: their own status and its history, nothing internal. */
@Schema(name = "OwnCandidacy")
public record OwnCandidacy(
        UUID candidacyId,
        UUID caseId,
        UUID positionId,
        @Nullable Text caseTitle,
        @Nullable String role,
        UUID organizationId,
        Text companyName,
        TalentStatus status,
        long version,
        long resumeVersion,
        @Nullable String message,
        boolean withdrawable,
        @Nullable Instant appliedAt,
        List<Change> history) {

    /** When a status began. */
    @Schema(name = "OwnCandidacyChange")
    public record Change(TalentStatus status, Instant at) {}
}
