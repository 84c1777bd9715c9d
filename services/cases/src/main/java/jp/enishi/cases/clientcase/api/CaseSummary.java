package jp.enishi.cases.clientcase.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import jp.enishi.cases.clientcase.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of cases.
 *
 * @param waitingProposals how many proposals of it were sent and are not decided yet
 */
public record CaseSummary(
        UUID caseId,
        UUID companyId,
        UUID organizationId,
        long version,
        CaseStatus status,
        @Nullable Text title,
        List<String> roles,
        int requirementsVersion,
        boolean complete,
        @Nullable LocalDate closesOn,
        int waitingProposals,
        @Nullable ClosingReason closingReason,
        Instant updatedAt) {}
