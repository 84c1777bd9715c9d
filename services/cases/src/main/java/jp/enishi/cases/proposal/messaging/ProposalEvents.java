package jp.enishi.cases.proposal.messaging;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.proposal.domain.Proposal;
import jp.enishi.cases.proposal.domain.ProposalState;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** Tells the others of each change of a proposal, with who is in it; nothing of a person but ids. */
@ApplicationScoped
public class ProposalEvents {
    private final Outbox outbox;
    private final Documents documents;

    ProposalEvents(Outbox outbox, Documents documents) {
        this.outbox = outbox;
        this.documents = documents;
    }

    /** The event leaves with the running transaction. */
    public Uni<Void> append(Proposal proposal, boolean reminder) {
        return seats(proposal.proposalId())
                .chain(seats -> outbox.append(new OutgoingEvent(
                        "cases.proposal-changed.v1",
                        "cases.proposal",
                        proposal.proposalId(),
                        proposal.version(),
                        documents.tree(new Data(
                                proposal.proposalId(),
                                proposal.caseId(),
                                proposal.organizationId(),
                                proposal.state(),
                                proposal.decideBy(),
                                seats,
                                reminder)))));
    }

    private static Uni<List<Seat>> seats(UUID proposalId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select candidacy_id, position_id, talent_id, talent_user_id, talent_version, snapshot_hash
                                from proposal_seat where proposal_id = :id order by candidacy_id""", Object[].class)
                        .setParameter("id", proposalId)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Seat(
                                (UUID) row[0],
                                (UUID) row[1],
                                (UUID) row[2],
                                (UUID) row[3],
                                ((Number) row[4]).longValue(),
                                (String) row[5]))
                        .toList());
    }

    private record Data(
            UUID proposalId,
            UUID caseId,
            UUID organizationId,
            ProposalState state,
            @Nullable Instant decideBy,
            List<Seat> seats,
            boolean reminder) {}

    private record Seat(
            UUID candidacyId,
            UUID positionId,
            UUID talentId,
            @Nullable UUID talentUserId,
            long talentVersion,
            String snapshotHash) {}
}
