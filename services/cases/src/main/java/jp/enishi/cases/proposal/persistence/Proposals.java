package jp.enishi.cases.proposal.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.Documents;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.persistence.Candidacies;
import jp.enishi.cases.clientcase.domain.Text;
import jp.enishi.cases.proposal.domain.Proposal;
import jp.enishi.cases.proposal.domain.Team;
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
    private final Documents documents;

    Proposals(ProposalEvents events, Audit audit, Documents documents) {
        this.events = events;
        this.audit = audit;
        this.documents = documents;
    }

    /** Locks a proposal. Fails with {@link NotFound} when there is none. */
    public Uni<Proposal> lock(UUID proposalId) {
        return Panache.getSession()
                .chain(session -> session.find(ProposalRow.class, proposalId, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("proposal", proposalId))
                .map(this::value);
    }

    /** The case of a proposal. Fails with {@link NotFound} when there is none. */
    public Uni<UUID> caseOf(UUID proposalId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select p.caseId from ProposalRow p where p.proposalId = :id", UUID.class)
                        .setParameter("id", proposalId)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("proposal", proposalId));
    }

    /** Writes a new draft. */
    public Uni<Proposal> add(Proposal draft, Actor actor) {
        return Panache.getSession()
                .chain(session -> {
                    var row = new ProposalRow();
                    copy(draft, row);
                    return session.persist(row);
                })
                .chain(() -> written(draft, actor, "proposal.create", false))
                .replaceWith(draft);
    }

    /** Writes the next state of a locked proposal. */
    public Uni<Proposal> change(Proposal next, Actor actor, String action, boolean reminder) {
        return Panache.getSession()
                .chain(session -> session.find(ProposalRow.class, next.proposalId()))
                .invoke(row -> copy(next, row))
                .chain(() -> written(next, actor, action, reminder))
                .replaceWith(next);
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

    /** Whether the deadline by which a proposed person was to be decided on has passed by the database's clock. */
    public Uni<Boolean> overdue(UUID candidacyId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select exists (select from proposal_seat s join proposal p using (proposal_id)
                                where s.candidacy_id = :candidacy and p.state = 'SENT' and p.decide_by <= now())""", Boolean.class)
                        .setParameter("candidacy", candidacyId)
                        .getSingleResult());
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

    private Proposal value(ProposalRow row) {
        return new Proposal(
                row.proposalId,
                row.caseId,
                row.organizationId,
                row.version,
                row.state,
                documents.read(row.plan, Text.class),
                List.of(documents.read(row.teams, Team[].class)),
                row.decideBy,
                row.sentAt,
                row.remindedAt);
    }

    private void copy(Proposal from, ProposalRow to) {
        to.proposalId = from.proposalId();
        to.caseId = from.caseId();
        to.organizationId = from.organizationId();
        to.version = from.version();
        to.state = from.state();
        to.plan = documents.write(from.plan());
        to.teams = documents.write(from.teams());
        to.decideBy = from.decideBy();
        to.sentAt = from.sentAt();
        to.remindedAt = from.remindedAt();
    }
}
