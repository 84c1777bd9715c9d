package jp.enishi.cases.proposal.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.proposal.domain.Proposal;
import jp.enishi.cases.proposal.messaging.ProposalEvents;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The write model of proposals; each change goes with its event and audit row. Runs inside the use case's transaction. */
@ApplicationScoped
public class Proposals {
    private final ProposalEvents events;
    private final Audit audit;

    Proposals(ProposalEvents events, Audit audit) {
        this.events = events;
        this.audit = audit;
    }

    /** Locks a proposal. Fails with {@link NotFound} when there is none. */
    public Uni<Proposal> lock(UUID proposalId) {
        return Panache.getSession()
                .chain(session -> session.find(Proposal.class, proposalId, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("proposal", proposalId));
    }

    /** Writes a new draft. */
    public Uni<Proposal> add(Proposal draft, Actor actor) {
        return Panache.getSession()
                .chain(session -> session.persist(draft))
                .chain(() -> written(draft, actor, "proposal.create", false))
                .replaceWith(draft);
    }

    /** Writes a change of a locked proposal. */
    public Uni<Proposal> changed(Proposal proposal, Actor actor, String action, boolean reminder) {
        return written(proposal, actor, action, reminder).replaceWith(proposal);
    }

    /** Freezes who is in it. */
    public Uni<Void> seat(Proposal proposal, List<Candidacy> candidacies) {
        return Candidacies.each(
                candidacies,
                candidacy -> Panache.getSession()
                        .chain(session -> session.createNativeQuery("""
                                insert into proposal_seat (proposal_id, candidacy_id, position_id, talent_id, talent_user_id, talent_version, snapshot_hash)
                                select :proposal, candidacy_id, position_id, talent_id, talent_user_id, talent_version, snapshot_hash
                                from candidacy where candidacy_id = :candidacy""")
                                .setParameter("proposal", proposal.proposalId())
                                .setParameter("candidacy", candidacy.candidacyId())
                                .executeUpdate()));
    }

    /** The candidacies in it that the client hasn't decided on. */
    public Uni<List<UUID>> undecided(UUID proposalId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select s.candidacy_id from proposal_seat s join candidacy c using (candidacy_id)
                                where s.proposal_id = :proposal and c.stage = 'PROPOSED' order by s.candidacy_id""", UUID.class)
                        .setParameter("proposal", proposalId)
                        .getResultList());
    }

    /** A sent proposal for which something is due by the database's clock, that nobody else is changing; or null. */
    public Uni<@Nullable UUID> nextDue() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select p.proposal_id from proposal p where p.state = 'SENT'
                                  and (p.decide_by <= now() or p.reminded_at is null and p.decide_by <= now() + interval '24 hours'
                                       and p.sent_at <= now() - interval '1 hour'
                                    or not exists (select from proposal_seat s join candidacy c using (candidacy_id)
                                        where s.proposal_id = p.proposal_id and c.stage = 'PROPOSED'))
                                order by p.decide_by limit 1 for update of p skip locked""", UUID.class).getSingleResultOrNull());
    }

    private Uni<Void> written(Proposal proposal, Actor actor, String action, boolean reminder) {
        return Panache.getSession()
                .chain(Mutiny.Session::flush)
                .chain(() -> events.append(proposal, reminder))
                .chain(() -> audit.record(new AuditEntry(
                        actor.user(),
                        actor.role(),
                        action,
                        "proposal",
                        proposal.proposalId(),
                        proposal.version(),
                        null)));
    }
}
