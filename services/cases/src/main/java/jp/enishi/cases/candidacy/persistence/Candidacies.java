package jp.enishi.cases.candidacy.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.enishi.cases.Actor;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Concerned;
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
                .chain(session -> session.find(CandidacyRow.class, candidacyId, LockModeType.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("candidacy", candidacyId))
                .map(CandidacyRow::value);
    }

    /** Locks the candidacy of a person for a position; null when there is none. The case is locked already. */
    public Uni<@Nullable Candidacy> lockOf(UUID caseId, UUID positionId, UUID talentId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from CandidacyRow c where c.caseId = :case and c.positionId = :position and c.talentId = :talent",
                                CandidacyRow.class)
                        .setParameter("case", caseId)
                        .setParameter("position", positionId)
                        .setParameter("talent", talentId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : row.value());
    }

    /** Where to find a candidacy. */
    public record Place(UUID caseId, UUID candidacyId) {}

    /** All of a talent's, in the order in which their cases are to be locked. */
    public Uni<List<Place>> of(UUID talentId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select c.caseId, c.candidacyId from CandidacyRow c where c.talentId = :talent order by c.caseId, c.candidacyId",
                                Object[].class)
                        .setParameter("talent", talentId)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Place((UUID) row[0], (UUID) row[1]))
                        .toList());
    }

    /** The case of a candidacy, or null when there is no such candidacy. */
    public Uni<@Nullable UUID> caseOf(UUID candidacyId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select c.caseId from CandidacyRow c where c.candidacyId = :id", UUID.class)
                        .setParameter("id", candidacyId)
                        .getSingleResultOrNull());
    }

    /** Locks those of a case, always in the same order, so that two who do so never wait for each other. */
    public Uni<List<Candidacy>> lockAllOf(UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from CandidacyRow c where c.caseId = :case order by c.candidacyId", CandidacyRow.class)
                        .setParameter("case", caseId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .map(rows -> rows.stream().map(CandidacyRow::value).toList());
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
                .chain(Panache::getSession)
                .chain(session -> {
                    var row = new CandidacyRow();
                    row.copy(opened);
                    return session.persist(row);
                })
                .chain(() -> written(opened, null, actor, action))
                .replaceWith(opened);
    }

    /** Writes the step that a locked candidacy makes. */
    public Uni<Candidacy> step(Candidacy before, Candidacy after, Actor actor, String action) {
        return Panache.getSession()
                .chain(session -> session.find(CandidacyRow.class, after.candidacyId()))
                .invoke(row -> row.copy(after))
                .chain(() -> written(after, before.stage(), actor, action))
                .replaceWith(after);
    }

    /**
     * Refuses a position that has no seat left; its case is locked.
     *
     * @throws RuleViolation {@code position-filled}
     */
    public Uni<Void> requireSeat(UUID caseId, UUID positionId, int heads) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select c.stage from CandidacyRow c where c.caseId = :case and c.positionId = :position",
                                Stage.class)
                        .setParameter("case", caseId)
                        .setParameter("position", positionId)
                        .getResultList())
                .invoke(stages -> {
                    if (stages.stream().filter(Stage::bound).count() >= heads) {
                        throw new RuleViolation("position-filled");
                    }
                })
                .replaceWithVoid();
    }

    /** Whom a change of the case concerns: the people of what is still open, a talent only if they know of it. */
    public Uni<List<Concerned>> concerned(UUID caseId, Actor author) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from CandidacyRow c where c.caseId = :case order by c.candidacyId", CandidacyRow.class)
                        .setParameter("case", caseId)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(CandidacyRow::value)
                        .filter(candidacy -> candidacy.stage().open())
                        .flatMap(candidacy -> Stream.of(
                                concerned(
                                        candidacy.status() == null
                                                ? null
                                                : candidacy.person().userId(),
                                        Concerned.Side.TALENT),
                                concerned(candidacy.clientUserId(), Concerned.Side.CLIENT),
                                concerned(candidacy.coordinatorId(), Concerned.Side.COORDINATOR)))
                        .flatMap(Optional::stream)
                        .filter(one -> !one.userId().equals(author.user()))
                        .distinct()
                        .toList());
    }

    private static Optional<Concerned> concerned(@Nullable UUID user, Concerned.Side side) {
        return Optional.ofNullable(user).map(id -> new Concerned(id, side));
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
        Reason reason = candidacy.reason();
        String code = reason == null ? null : reason.code();
        String words = reason == null ? null : reason.text();
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
                        .setParameter("code", text(code))
                        .setParameter("text", text(words))
                        .executeUpdate())
                .chain(() -> events.append(candidacy, from))
                .chain(() -> audit.record(new AuditEntry(
                        actor.user(),
                        actor.role(),
                        action,
                        "candidacy",
                        candidacy.candidacyId(),
                        candidacy.version(),
                        code)));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
