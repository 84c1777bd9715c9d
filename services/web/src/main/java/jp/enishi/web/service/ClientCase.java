package jp.enishi.web.service;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A case of a client company. */
public record ClientCase(
        String caseId,
        @Nullable String companyId,
        @Nullable String organizationId,
        long version,
        @Nullable String status,
        int requirementsVersion,
        Requirements requirements,
        Completeness completeness,
        @Nullable Listing listing,
        @Nullable String closingReason,
        List<Adjustment> adjustments) {
    public ClientCase {
        adjustments = adjustments == null ? List.of() : adjustments;
    }

    /** That a side wishes for other requirements after a meeting. */
    public record Adjustment(
            String meetingId,
            @Nullable String at,
            @Nullable String side,
            @Nullable String candidacyId) {}

    /** The role of a position; null when the case has no such position any more. */
    public @Nullable String role(@Nullable String positionId) {
        return requirements.positions().stream()
                .filter(position -> Objects.equals(position.positionId(), positionId))
                .map(Position::role)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
