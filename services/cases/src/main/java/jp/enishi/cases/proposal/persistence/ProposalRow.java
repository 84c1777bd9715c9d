package jp.enishi.cases.proposal.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.cases.proposal.domain.ProposalState;
import org.jspecify.annotations.Nullable;

/** The row of a proposal; changed only under its lock, by {@link Proposals}. */
@Entity
@Table(name = "proposal")
class ProposalRow {
    @Id
    @Column(name = "proposal_id")
    UUID proposalId;

    @Column(name = "case_id", updatable = false)
    UUID caseId;

    @Column(name = "organization_id", updatable = false)
    UUID organizationId;

    long version;

    @Enumerated(EnumType.STRING)
    ProposalState state;

    /** JSON as the API shows it. */
    String plan;

    String teams;

    @Column(name = "decide_by")
    @Nullable
    Instant decideBy;

    @Column(name = "sent_at")
    @Nullable
    Instant sentAt;

    @Column(name = "reminded_at")
    @Nullable
    Instant remindedAt;

    @SuppressWarnings("NullAway.Init")
    ProposalRow() {}
}
