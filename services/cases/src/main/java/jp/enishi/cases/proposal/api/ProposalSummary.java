package jp.enishi.cases.proposal.api;

import java.time.Instant;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.Text;
import jp.enishi.cases.proposal.domain.ProposalState;
import org.jspecify.annotations.Nullable;

/**
 * One line of the coordinators' desk.
 *
 * @param undecided how many people in it the client has yet to decide on
 */
public record ProposalSummary(
        UUID proposalId,
        UUID caseId,
        @Nullable Text caseTitle,
        ProposalState state,
        @Nullable Instant decideBy,
        int undecided) {}
