package jp.enishi.talents.talent.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.talents.talent.domain.Part;
import jp.enishi.talents.talent.domain.Talent;
import jp.enishi.talents.talent.domain.TalentId;
import jp.enishi.talents.talent.domain.TalentName;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** All talents with all their versions. Everything here runs in the caller's transaction. */
@ApplicationScoped
public class Talents {
    private static final String WANTED = """
            select t.id, t.user_id, t.version, t.status, t.document, t.created_at, t.changed_at, t.erased_at from talent t
            where t.erased_at is null and (cast(:after as uuid) is null or t.id < cast(:after as uuid))
                and (:words = '' or position(lower(:words) in lower(translate(concat_ws('',
                    document #>> '{profile,familyName}', document #>> '{profile,givenName}', '|',
                    document #>> '{profile,familyNameRomaji}', document #>> '{profile,givenNameRomaji}', '|',
                    document #>> '{profile,givenNameRomaji}', document #>> '{profile,familyNameRomaji}', '|',
                    document #>> '{profile,familyNameKana}', document #>> '{profile,givenNameKana}', '|',
                    document #>> '{profile,headline}'), ' ' || chr(12288), ''))) > 0)
                and (:role = '' or document @> jsonb_build_object('resume', jsonb_build_object('roles',
                        jsonb_build_array(jsonb_build_object('role', cast(:role as text)))))
                    or document @> jsonb_build_object('wishes', jsonb_build_object('roles',
                        jsonb_build_array(cast(:role as text)))))
                and (:skill = '' or document @> jsonb_build_object('resume', jsonb_build_object('skills',
                    jsonb_build_array(jsonb_build_object('skill', cast(:skill as text))))))
            order by t.id desc""";

    /** Whole documents are long to read for a list of names. */
    private static final String NAMES = """
            select t.id, document #>> '{profile,familyName}', document #>> '{profile,givenName}',
                document #>> '{profile,familyNameRomaji}', document #>> '{profile,givenNameRomaji}'
            from talent t where t.id = any(cast(string_to_array(:ids, ',') as uuid[])) and t.erased_at is null""";

    private final Clock clock;

    Talents(Clock clock) {
        this.clock = clock;
    }

    /** Fails with {@link NotFound}. */
    public Uni<Talent> find(TalentId id) {
        return Panache.getSession()
                .chain(session -> session.find(TalentRow.class, id.value()))
                .map(row -> there(row, id));
    }

    /** Fails with {@link NotFound}; until the transaction ends nobody else changes the talent. */
    public Uni<Talent> findForChange(TalentId id) {
        return locked(id).map(row -> there(row, id));
    }

    /**
     * As {@link #findForChange}, for what other services tell of a talent: null when the talent was erased, whom late news
     * don't concern any more.
     */
    public Uni<@Nullable Talent> findForNews(TalentId id) {
        return locked(id).map(row -> row != null && row.erasedAt != null ? null : there(row, id));
    }

    /** The talent of an account; null when it has none. */
    public Uni<@Nullable Talent> findByUser(UUID userId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery("from TalentRow where userId = :userId", TalentRow.class)
                        .setParameter("userId", userId)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : talent(row));
    }

    /** Those who are looked for, newest first, after the given id. */
    public Uni<List<Talent>> list(Wanted wanted, @Nullable UUID after, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WANTED, TalentRow.class)
                        .setParameter("after", after == null ? null : after.toString())
                        .setParameter("words", wanted.joined())
                        .setParameter("role", wanted.role())
                        .setParameter("skill", wanted.skill())
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(Talents::talent).toList());
    }

    /** What these are called, in no order; who is not there any more is left out. */
    public Uni<List<TalentName>> names(Collection<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NAMES, Object[].class)
                        .setParameter("ids", ids.stream().map(UUID::toString).collect(Collectors.joining(",")))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new TalentName(
                                (UUID) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4]))
                        .toList());
    }

    /** Newest first, below the given version. */
    public Uni<List<TalentVersion>> versions(TalentId id, @Nullable Long below, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from TalentVersionRow where talentId = :id and version < :below order by version desc",
                                TalentVersionRow.class)
                        .setParameter("id", id.value())
                        .setParameter("below", below == null ? Long.MAX_VALUE : below)
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new TalentVersion(row.version, row.at, Part.valueOf(row.part), row.actorRole))
                        .toList());
    }

    /** A talent as one version had it; fails with {@link NotFound}. */
    public Uni<Talent> version(Talent talent, long version) {
        var id = talent.id().value();
        return Panache.getSession()
                .chain(session -> session.find(TalentVersionRow.class, new TalentVersionRow.Key(id, version)))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("talent version", id + "/" + version))
                .map(row -> TalentDocument.read(
                        id, talent.userId(), version, talent.status().name(), row.document));
    }

    public Uni<Void> add(Talent talent, @Nullable UUID actor, String role) {
        return Panache.getSession()
                .call(session -> {
                    var row = new TalentRow();
                    row.id = talent.id().value();
                    row.userId = talent.userId();
                    row.createdAt = clock.instant();
                    write(row, talent);
                    return session.persist(row);
                })
                .chain(session -> keepVersion(session, talent, Part.PROFILE, actor, role));
    }

    /** Writes the next version of a talent that was found for change in this transaction. */
    public Uni<Void> change(Talent talent, Part part, @Nullable UUID actor, String role) {
        return Panache.getSession()
                .chain(session -> session.find(TalentRow.class, talent.id().value())
                        .invoke(row -> write(row, talent))
                        .chain(row -> keepVersion(session, talent, part, actor, role)));
    }

    /**
     * Erases a talent that was found for change in this transaction, with all versions.
     *
     * @return the version that the talent ends with
     */
    public Uni<Long> erase(TalentId id) {
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(session -> session.createNativeQuery("select erase_talent(:id)", Long.class)
                        .setParameter("id", id.value())
                        .getSingleResult());
    }

    private static Uni<@Nullable TalentRow> locked(TalentId id) {
        return Panache.getSession()
                .chain(session -> session.find(TalentRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    private static Talent there(@Nullable TalentRow row, TalentId id) {
        if (row == null || row.erasedAt != null) {
            throw new NotFound("talent", id.value());
        }
        return talent(row);
    }

    private Uni<Void> keepVersion(Mutiny.Session session, Talent talent, Part part, @Nullable UUID actor, String role) {
        var row = new TalentVersionRow();
        row.talentId = talent.id().value();
        row.version = talent.version();
        row.at = clock.instant();
        row.part = part.name();
        row.actor = actor;
        row.actorRole = role;
        row.document = TalentDocument.write(talent);
        return session.persist(row).chain(session::flush);
    }

    private void write(TalentRow row, Talent talent) {
        row.version = talent.version();
        row.status = talent.status().name();
        row.document = TalentDocument.write(talent);
        row.changedAt = clock.instant();
    }

    private static Talent talent(TalentRow row) {
        return TalentDocument.read(row.id, row.userId, row.version, row.status, row.document);
    }
}
