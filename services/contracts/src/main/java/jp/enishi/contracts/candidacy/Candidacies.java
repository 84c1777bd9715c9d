package jp.enishi.contracts.candidacy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.contracts.Text;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What this service knows of candidacies and cases; part of the running session. */
@ApplicationScoped
public class Candidacies {

    public Uni<@Nullable Candidacy> find(UUID candidacyId) {
        return Panache.getSession().chain(session -> session.find(Candidacy.class, candidacyId));
    }

    /** The title of a case, when it is known. */
    public Uni<@Nullable Text> title(UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select title_ja, title_en from client_case where case_id = :id and title_ja is not"
                                        + " null",
                                Object[].class)
                        .setParameter("id", caseId)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : new Text((String) row[0], (String) row[1]));
    }

    /** The titles of these cases, of those that have one. */
    public Uni<Map<UUID, Text>> titles(Collection<UUID> caseIds) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select case_id, title_ja, title_en from client_case where case_id in (:ids) and"
                                        + " title_ja is not null",
                                Object[].class)
                        .setParameter("ids", caseIds)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> (UUID) row[0], row -> new Text((String) row[1], (String) row[2]))));
    }

    /** Whether the case is known and has the position. */
    public Uni<Boolean> hasPosition(UUID caseId, UUID positionId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select count(*) from case_position where case_id = :case and position_id = :position",
                                Long.class)
                        .setParameter("case", caseId)
                        .setParameter("position", positionId)
                        .getSingleResult())
                .map(count -> count == 1);
    }

    /** Gives one of a position's seats away; false when each has its talent already. */
    public Uni<Boolean> takeSeat(UUID positionId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "update case_position set agreed = agreed + 1 where position_id = :id and agreed <"
                                        + " head_count")
                        .setParameter("id", positionId)
                        .executeUpdate())
                .map(count -> count == 1);
    }

    Uni<Void> put(CandidacyEvents.Told told) {
        return Panache.getSession()
                .chain(session -> session.find(Candidacy.class, told.candidacyId(), LockMode.PESSIMISTIC_WRITE)
                        .chain(found -> {
                            var row = found == null ? new Candidacy() : found;
                            row.candidacyId = told.candidacyId();
                            row.caseId = told.caseId();
                            row.positionId = told.positionId();
                            row.organizationId = told.organizationId();
                            row.talentId = told.talentId();
                            row.talentUserId = told.talentUserId();
                            row.clientUserId = told.clientUserId() == null ? row.clientUserId : told.clientUserId();
                            row.coordinatorId = told.coordinatorId() == null ? row.coordinatorId : told.coordinatorId();
                            row.stage = told.stage();
                            Uni<Void> kept = found == null
                                    ? session.persist(row)
                                    : Uni.createFrom().voidItem();
                            return kept.chain(session::flush);
                        }));
    }

    Uni<Void> putCase(UUID caseId, @Nullable Text title, String status, List<CaseEvents.Position> positions) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                    insert into client_case (case_id, title_ja, title_en, status) values (:id, nullif(:ja, ''), nullif(:en, ''), :status)
                    on conflict (case_id) do update set title_ja = excluded.title_ja, title_en = excluded.title_en, status = excluded.status\
                    """)
                        .setParameter("id", caseId)
                        .setParameter("ja", title == null || title.ja() == null ? "" : title.ja())
                        .setParameter("en", title == null || title.en() == null ? "" : title.en())
                        .setParameter("status", status)
                        .executeUpdate()
                        .chain(() -> putPositions(session, caseId, positions)));
    }

    /** Seats that were given away stay so, whatever is said of the position afterwards. */
    private static Uni<Void> putPositions(Mutiny.Session session, UUID caseId, List<CaseEvents.Position> positions) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (CaseEvents.Position position : positions) {
            all = all.chain(() -> session.createNativeQuery("""
                insert into case_position (position_id, case_id, head_count) values (:position, :case, :heads)
                on conflict (position_id) do update set head_count = greatest(case_position.agreed, excluded.head_count)\
                """)
                    .setParameter("position", position.positionId())
                    .setParameter("case", caseId)
                    .setParameter("heads", position.headCount() == null ? 0 : position.headCount())
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return all;
    }
}
