package jp.enishi.cases.clientcase.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.candidacy.domain.Concerned;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.domain.Completeness;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.domain.Requirements;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A whole case, for its coordinator and its client.
 *
 * @param adjustments the open ones; only where a coordinator reads the case
 */
@Schema(name = "Case")
public record CaseView(
        UUID caseId,
        UUID companyId,
        UUID organizationId,
        long version,
        CaseStatus status,
        int requirementsVersion,
        Requirements requirements,
        Completeness completeness,
        @Nullable Listing listing,
        @Nullable ClosingReason closingReason,
        @Nullable List<Adjustment> adjustments) {

    /** A side took from a meeting that the requirements are to be adjusted; open until their next version. */
    @Schema(name = "Adjustment")
    public record Adjustment(UUID meetingId, Instant at, Concerned.Side side, UUID candidacyId) {}

    static CaseView of(ClientCase value) {
        return of(value, null);
    }

    static CaseView of(ClientCase value, @Nullable List<Adjustment> adjustments) {
        return new CaseView(
                value.id().value(),
                value.companyId(),
                value.organizationId(),
                value.version(),
                value.status(),
                value.requirementsVersion(),
                value.requirements(),
                value.completeness(),
                value.listing(),
                value.closingReason(),
                adjustments);
    }
}
