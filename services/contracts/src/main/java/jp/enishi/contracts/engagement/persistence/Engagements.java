package jp.enishi.contracts.engagement.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.engagement.domain.Deadlines;
import jp.enishi.contracts.engagement.domain.Deadlines.Due;
import jp.enishi.contracts.engagement.domain.DueKind;
import jp.enishi.contracts.engagement.domain.Engagement;
import jp.enishi.contracts.engagement.domain.Engagement.Before;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.NotFound;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Engagements and what is to be told of them on which day; part of the running session. */
@ApplicationScoped
public class Engagements {

    private final Documents documents;

    Engagements(Documents documents) {
        this.documents = documents;
    }

    public Uni<Void> add(Engagement engagement, Instant now) {
        var row = new EngagementRow();
        copy(engagement, row, now);
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    public Uni<@Nullable Engagement> find(UUID id, Scope scope) {
        return Panache.getSession()
                .chain(session -> scope.bind(session.createSelectionQuery(
                                "select e from EngagementRow e where e.engagementId = :id and " + scope.over("e.seat"),
                                EngagementRow.class))
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : value(row));
    }

    /** The engagements of the same two parties that began before a day. */
    public Uni<List<Before>> ofBoth(Seat seat, LocalDate start) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select coalesce(e.continuedSince, e.startOn), e.endOn from EngagementRow e where"
                                        + " e.seat.organizationId = :client and e.seat.talentUserId = :talent and e.startOn < :start",
                                Object[].class)
                        .setParameter("client", seat.organizationId())
                        .setParameter("talent", seat.talentUserId())
                        .setParameter("start", start)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Before((LocalDate) row[0], (LocalDate) row[1]))
                        .toList());
    }

    /** Whether another order of the same two goes on from it. */
    public Uni<Boolean> isContinued(Engagement engagement) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(e) from EngagementRow e where e.seat.organizationId = :client and"
                                        + " e.seat.talentUserId = :talent and e.startOn > :start and e.startOn < :until",
                                Long.class)
                        .setParameter("client", engagement.seat().organizationId())
                        .setParameter("talent", engagement.seat().talentUserId())
                        .setParameter("start", engagement.start())
                        .setParameter("until", Deadlines.notContinuedFrom(engagement.end()))
                        .getSingleResult())
                .map(found -> found > 0);
    }

    /** Locks an engagement within the scope. Fails with {@link NotFound} when there is none. */
    public Uni<Engagement> lock(UUID id, Scope scope) {
        return Panache.getSession()
                .chain(session -> scope.bind(session.createSelectionQuery(
                                "select e.engagementId from EngagementRow e where e.engagementId = :id and "
                                        + scope.over("e.seat"),
                                UUID.class))
                        .setParameter("id", id)
                        .getSingleResultOrNull()
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NotFound("engagement", id))
                        .chain(found -> session.find(EngagementRow.class, found, LockMode.PESSIMISTIC_WRITE)))
                .map(this::value);
    }

    /** The youngest first; of one order when it is given. */
    public Uni<List<Engagement>> list(Scope scope, @Nullable UUID order, @Nullable UUID before, int most) {
        return Panache.getSession()
                .chain(session -> {
                    var query = scope.bind(session.createSelectionQuery(
                                    "select e from EngagementRow e where " + scope.over("e.seat")
                                            + (order == null ? "" : " and e.orderId = :order")
                                            + " and e.engagementId < :before order by e.engagementId desc",
                                    EngagementRow.class))
                            .setParameter("before", before == null ? new UUID(-1, -1) : before)
                            .setMaxResults(most);
                    return (order == null ? query : query.setParameter("order", order)).getResultList();
                })
                .map(rows -> rows.stream().map(this::value).toList());
    }

    /** Writes the next state of a locked engagement. */
    public Uni<Void> change(Engagement next, Instant now) {
        return Panache.getSession()
                .chain(session -> session.find(EngagementRow.class, next.engagementId())
                        .invoke(row -> copy(next, row, now))
                        .chain(session::flush));
    }

    /** One engagement for which a day has come by the database's clock and that nobody else is changing, or null. */
    public Uni<@Nullable UUID> nextDue() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                        select e.engagement_id from engagement e where e.state <> 'ENDED' and (
                            e.state = 'PLANNED' and e.start_on <= today_in_japan()
                            or e.state in ('ACTIVE', 'ENDING') and e.end_on < today_in_japan()
                            or exists (select from engagement_due d where d.engagement_id = e.engagement_id
                                and not d.told and d.due_on <= today_in_japan()))
                        order by e.engagement_id limit 1 for update of e skip locked""", UUID.class).getSingleResultOrNull());
    }

    /** Takes the next thing that is to be told of a locked engagement, or null. */
    public Uni<@Nullable DueKind> takeDue(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select kind, cast(due_on as text) from engagement_due
                                where engagement_id = :id and not told and due_on <= today_in_japan()
                                order by due_on, kind limit 1""", Object[].class)
                        .setParameter("id", id)
                        .getSingleResultOrNull()
                        .call(due -> due == null
                                ? Uni.createFrom().voidItem()
                                : run(
                                        session,
                                        "update engagement_due set told = true where engagement_id = :id and kind = :kind"
                                                + " and due_on = :on",
                                        Map.of("id", id, "kind", due[0], "on", LocalDate.parse((String) due[1])))))
                .map(due -> due == null ? null : DueKind.valueOf((String) due[0]));
    }

    public Uni<Void> plan(UUID id, List<Due> dues) {
        return Panache.getSession().chain(session -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (Due due : dues) {
                all = all.chain(() -> run(
                        session,
                        "insert into engagement_due (engagement_id, kind, due_on) values (:id, :kind, :on)"
                                + " on conflict (engagement_id, kind, due_on) do nothing",
                        Map.of("id", id, "kind", due.kind().name(), "on", due.on())));
            }
            return all;
        });
    }

    /** What was to be told and no longer is. */
    public Uni<Void> forget(UUID id, List<DueKind> kinds) {
        return Panache.getSession()
                .chain(session -> run(
                        session,
                        "delete from engagement_due where engagement_id = :id and not told and kind in (:kinds)",
                        Map.of("id", id, "kinds", kinds.stream().map(Enum::name).toList())));
    }

    static Uni<Void> run(Mutiny.Session session, String sql, Map<String, ?> parameters) {
        var query = session.createNativeQuery(sql);
        parameters.forEach(query::setParameter);
        return query.executeUpdate().replaceWithVoid();
    }

    private Engagement value(EngagementRow row) {
        return new Engagement(
                row.engagementId,
                row.version,
                row.orderId,
                row.seat,
                row.ownerId,
                row.state,
                row.continuedSince == null ? row.startOn : row.continuedSince,
                row.startOn,
                row.endOn,
                row.noticeBy,
                documents.read(row.terms, Terms.class),
                row.termsHash);
    }

    private void copy(Engagement from, EngagementRow to, Instant now) {
        to.engagementId = from.engagementId();
        to.version = from.version();
        to.orderId = from.orderId();
        to.seat = from.seat();
        to.ownerId = from.ownerId();
        to.state = from.state();
        to.continuedSince = from.since().equals(from.start()) ? null : from.since();
        to.startOn = from.start();
        to.endOn = from.end();
        to.utilisation = from.utilisation();
        to.noticeBy = from.noticeBy();
        to.terms = documents.canonical(from.terms());
        to.termsHash = from.termsHash();
        to.updatedAt = now;
    }
}
