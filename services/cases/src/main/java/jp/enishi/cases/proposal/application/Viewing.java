package jp.enishi.cases.proposal.application;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Documents;
import jp.enishi.cases.candidacy.domain.Level;
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
    public record Seen(UUID talentId, long talentVersion, Level level) {}

    /** Who was read of in the pipeline. */
    public record Candidate(UUID candidacyId, Level level) {}

    private record Place(UUID proposalId, UUID caseId, UUID organizationId, UUID viewer) {}

    /** Notes what a reader saw in a proposal. */
    @WithTransaction
    public Uni<Void> note(UUID proposalId, UUID caseId, UUID organizationId, UUID viewer, List<Seen> seen) {
        var place = new Place(proposalId, caseId, organizationId, viewer);
        return cases.now().chain(now -> Candidacies.each(seen, one -> note(place, one, now)));
    }

    /** Notes what a reader saw in the pipeline: the sheets that their last proposal froze. */
    @WithTransaction
    public Uni<Void> noteCandidacies(UUID viewer, List<Candidate> seen) {
        return cases.now().chain(now -> Candidacies.each(seen, one -> noteCandidacy(viewer, one, now)));
    }

    private Uni<Void> noteCandidacy(UUID viewer, Candidate seen, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select p.proposal_id, p.case_id, p.organization_id, s.talent_id, s.talent_version
                                from proposal_seat s join proposal p using (proposal_id)
                                where s.candidacy_id = :candidacy order by p.proposal_id desc limit 1""", Object[].class)
                        .setParameter("candidacy", seen.candidacyId())
                        .getSingleResult())
                .chain(row -> note(
                        new Place((UUID) row[0], (UUID) row[1], (UUID) row[2], viewer),
                        new Seen((UUID) row[3], ((Number) row[4]).longValue(), seen.level()),
                        now));
    }

    private Uni<Void> note(Place place, Seen seen, Instant now) {
        UUID id = Ids.next();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into sheet_view (view_id, proposal_id, viewer_id, talent_id, talent_version, level, at, hour)
                                values (:id, :proposal, :viewer, :talent, :version, :level, :at, date_trunc('hour', cast(:at as timestamptz)))
                                on conflict do nothing""")
                        .setParameter("id", id)
                        .setParameter("proposal", place.proposalId())
                        .setParameter("viewer", place.viewer())
                        .setParameter("talent", seen.talentId())
                        .setParameter("version", seen.talentVersion())
                        .setParameter("level", seen.level().name())
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
                                        place.proposalId(),
                                        place.caseId(),
                                        place.organizationId(),
                                        place.viewer(),
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
            Level level,
            Instant at) {}
}
