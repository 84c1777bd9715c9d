package jp.enishi.cases.candidacy.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Stage;
import jp.enishi.cases.candidacy.messaging.CandidacyEvents;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The write model of the pipeline. A candidacy is changed under the lock of its row; with each change go its line of the
 * history, its event and its audit row. Everything here runs inside the use case's transaction.
 */
@ApplicationScoped
public class Candidacies {
    private final CandidacyEvents events;
    private final Audit audit;

    Candidacies(CandidacyEvents events, Audit audit) {
        this.events = events;
        this.audit = audit;
    }

    /** Locks a candidacy. Fails with {@link NotFound} when there is none. */
    public Uni<Candidacy> lock(UUID candidacyId) {
        return Panache.getSession()
                .chain(session -> session.find(Candidacy.class, candidacyId, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("candidacy", candidacyId));
    }

    /** Locks the candidacy of a person for a position; null when there is none. The case is locked already. */
    public Uni<@Nullable Candidacy> lockOf(UUID caseId, UUID positionId, UUID talentId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from Candidacy c where c.caseId = :case and c.positionId = :position and c.talentId = :talent",
                                Candidacy.class)
                        .setParameter("case", caseId)
                        .setParameter("position", positionId)
                        .setParameter("talent", talentId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull());
    }

    /** The case of a candidacy, or null when there is no such candidacy. */
    public Uni<@Nullable UUID> caseOf(UUID candidacyId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select c.caseId from Candidacy c where c.candidacyId = :id", UUID.class)
                        .setParameter("id", candidacyId)
                        .getSingleResultOrNull());
    }

    /** Locks those of a case, always in the same order, so that two who do so never wait for each other. */
    public Uni<List<Candidacy>> lockAllOf(UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from Candidacy c where c.caseId = :case order by c.candidacyId", Candidacy.class)
                        .setParameter("case", caseId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /**
     * Writes a new candidacy; its case is locked.
     *
     * @throws RuleViolation {@code candidacy-exists} when this person already stands for this position
     */
    public Uni<Candidacy> add(Candidacy opened, Actor actor, String action) {
        return lockOf(opened.caseId(), opened.positionId(), opened.talentId())
                .invoke(known -> {
                    if (known != null) {
                        throw new RuleViolation("candidacy-exists");
                    }
                })
                .chain(() -> Panache.getSession().chain(session -> session.persist(opened)))
                .chain(() -> written(opened, null, actor, action))
                .replaceWith(opened);
    }

    /** Writes the step that a locked candidacy has just made. */
    public Uni<Candidacy> stepped(Candidacy candidacy, Stage from, Actor actor, String action) {
        return written(candidacy, from, actor, action).replaceWith(candidacy);
    }

    /** The places of a position that are taken. */
    public Uni<Long> bound(UUID caseId, UUID positionId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select c.stage from Candidacy c where c.caseId = :case and c.positionId = :position",
                                Stage.class)
                        .setParameter("case", caseId)
                        .setParameter("position", positionId)
                        .getResultList())
                .map(stages -> stages.stream().filter(Stage::bound).count());
    }

    /** Does something to each, one after the other: a session is one chain. */
    public static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> effect) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> effect.apply(item).replaceWithVoid())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> written(Candidacy candidacy, @Nullable Stage from, Actor actor, String action) {
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(session -> session.createNativeQuery("""
                                insert into candidacy_step (candidacy_id, version, from_stage, to_stage, at, actor, role, reason_code, reason_text)
                                values (:id, :version, nullif(:from, ''), :to, :at, cast(nullif(:actor, '') as uuid), :role, nullif(:code, ''), nullif(:text, ''))""")
                        .setParameter("id", candidacy.candidacyId())
                        .setParameter("version", candidacy.version())
                        .setParameter("from", from == null ? "" : from.name())
                        .setParameter("to", candidacy.stage().name())
                        .setParameter("at", candidacy.since())
                        .setParameter("actor", text(actor.user()))
                        .setParameter("role", actor.role())
                        .setParameter("code", text(candidacy.reasonCode()))
                        .setParameter("text", text(candidacy.reasonText()))
                        .executeUpdate())
                .chain(() -> events.append(candidacy, from))
                .chain(() -> audit.record(new AuditEntry(
                        actor.user(),
                        actor.role(),
                        action,
                        "candidacy",
                        candidacy.candidacyId(),
                        candidacy.version(),
                        candidacy.reasonCode())));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
