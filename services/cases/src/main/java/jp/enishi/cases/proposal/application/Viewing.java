package jp.enishi.cases.proposal.application;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.messaging.Outbox;
import jp.enishi.platform.messaging.OutgoingEvent;

/** Records that somebody of a client read a person's sheet, once an hour, and tells it, so that the talent can see it. */
@ApplicationScoped
public class Viewing {
    private final ClientCases cases;
    private final Outbox outbox;
    private final Documents documents;

    Viewing(ClientCases cases, Outbox outbox, Documents documents) {
        this.cases = cases;
        this.outbox = outbox;
        this.documents = documents;
    }

    /** What was read of whom. */
    public record Seen(UUID talentId, long talentVersion, String level) {}

    /** Notes what a reader saw in a proposal. */
    @WithTransaction
    public Uni<Void> note(UUID proposalId, UUID caseId, UUID organizationId, UUID viewer, List<Seen> seen) {
        return cases.now()
                .chain(now ->
                        Candidacies.each(seen, one -> note(proposalId, caseId, organizationId, viewer, one, now)));
    }

    private Uni<Void> note(UUID proposalId, UUID caseId, UUID organizationId, UUID viewer, Seen seen, Instant now) {
        UUID id = Ids.next();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into sheet_view (view_id, proposal_id, viewer_id, talent_id, talent_version, level, at, hour)
                                values (:id, :proposal, :viewer, :talent, :version, :level, :at, date_trunc('hour', cast(:at as timestamptz)))
                                on conflict do nothing""")
                        .setParameter("id", id)
                        .setParameter("proposal", proposalId)
                        .setParameter("viewer", viewer)
                        .setParameter("talent", seen.talentId())
                        .setParameter("version", seen.talentVersion())
                        .setParameter("level", seen.level())
                        .setParameter("at", now)
                        .executeUpdate())
                .chain(written -> written == 0
                        ? Uni.createFrom().voidItem()
                        : outbox.append(new OutgoingEvent(
                                "cases.sheet-viewed.v1",
                                "cases.view",
                                id,
                                1,
                                documents.tree(new Data(
                                        id,
                                        proposalId,
                                        caseId,
                                        organizationId,
                                        viewer,
                                        seen.talentId(),
                                        seen.talentVersion(),
                                        seen.level(),
                                        now)))));
    }

    private record Data(
            UUID viewId,
            UUID proposalId,
            UUID caseId,
            UUID organizationId,
            UUID viewerId,
            UUID talentId,
            long talentVersion,
            String level,
            Instant at) {}
}
