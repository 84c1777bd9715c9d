package jp.enishi.contracts.order.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.Times;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.OrderTask;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.domain.Written;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.Pending;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Orders with their documents, confirmations and tasks; part of the running session. */
@ApplicationScoped
public class Orders {
    private static final String WITH_WORDS =
            " and (o.serial = :serial or locate(:words, lower(coalesce(o.clientName, ''))) > 0"
                    + " or locate(:words, lower(coalesce(o.talentName, ''))) > 0)";

    private final Documents documents;

    Orders(Documents documents) {
        this.documents = documents;
    }

    /** The next number of an order. */
    public Uni<Long> nextSerial() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select nextval('order_serial')", Long.class)
                        .getSingleResult());
    }

    /** Writes a new order with a task for each item that was left for later. */
    public Uni<Void> add(WorkOrder order, List<Pending> pending, Instant now) {
        var row = new OrderRow();
        row.copy(order, now);
        return Panache.getSession()
                .call(session -> session.persist(row))
                .call(Mutiny.Session::flush)
                .chain(session -> {
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (Pending left : pending) {
                        all = all.chain(() -> addTask(session, order.orderId(), left));
                    }
                    return all;
                });
    }

    private static Uni<Void> addTask(Mutiny.Session session, UUID orderId, Pending left) {
        Text reason = left.reason();
        return session.createNativeQuery("""
                        insert into order_task (order_id, task_id, item, reason_ja, reason_en, planned_on)
                        values (:order, :task, :item, :ja, nullif(:en, ''), :planned)""")
                .setParameter("order", orderId)
                .setParameter("task", Ids.next())
                .setParameter("item", String.valueOf(left.item()))
                .setParameter("ja", reason == null || reason.ja() == null ? "" : reason.ja())
                .setParameter("en", reason == null || reason.en() == null ? "" : reason.en())
                .setParameter("planned", left.plannedOn())
                .executeUpdate()
                .replaceWithVoid();
    }

    public Uni<@Nullable WorkOrder> find(UUID orderId, Scope scope) {
        return Panache.getSession()
                .chain(session -> scope.bind(session.createSelectionQuery(
                                "select o from OrderRow o where o.orderId = :id and " + scope.over("o.seat"),
                                OrderRow.class))
                        .setParameter("id", orderId)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : row.value());
    }

    /** Locks an order within the scope. Fails with {@link NotFound} when there is none. */
    public Uni<WorkOrder> lock(UUID orderId, Scope scope) {
        return Panache.getSession()
                .chain(session -> scope.bind(session.createSelectionQuery(
                                "select o.orderId from OrderRow o where o.orderId = :id and " + scope.over("o.seat"),
                                UUID.class))
                        .setParameter("id", orderId)
                        .getSingleResultOrNull()
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NotFound("order", orderId))
                        .chain(id -> session.find(OrderRow.class, id, LockMode.PESSIMISTIC_WRITE)))
                .map(OrderRow::value);
    }

    /** Whether any order is or was between this party and another. */
    public Uni<Boolean> anyOf(UUID partyId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select exists (select from work_order where organization_id = :party or talent_user_id"
                                        + " = :party)",
                                Boolean.class)
                        .setParameter("party", partyId)
                        .getSingleResult());
    }

    /** Locks the prepared orders of a party, in the order of their ids. */
    public Uni<List<WorkOrder>> lockPrepared(UUID partyId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select o from OrderRow o where o.state = PREPARED"
                                        + " and (o.seat.organizationId = :party or o.seat.talentUserId = :party)"
                                        + " order by o.orderId",
                                OrderRow.class)
                        .setParameter("party", partyId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .map(rows -> rows.stream().map(OrderRow::value).toList());
    }

    /**
     * @param states only these; none for all
     * @param words a number as people call it, or a part of the name of a party; null for all
     */
    public Uni<List<WorkOrder>> list(
            Scope scope,
            Set<OrderState> states,
            @Nullable UUID caseId,
            @Nullable String words,
            @Nullable UUID before,
            int most) {
        return Panache.getSession()
                .chain(session -> {
                    var query = scope.bind(session.createSelectionQuery(
                                    "select o from OrderRow o where " + scope.over("o.seat")
                                            + " and o.orderId < :before"
                                            + (states.isEmpty() ? "" : " and o.state in :states")
                                            + (caseId == null ? "" : " and o.seat.caseId = :case")
                                            + (words == null ? "" : WITH_WORDS)
                                            + " order by o.orderId desc",
                                    OrderRow.class))
                            .setParameter("before", before == null ? new UUID(-1, -1) : before)
                            .setMaxResults(most);
                    if (!states.isEmpty()) {
                        query.setParameter("states", states);
                    }
                    if (caseId != null) {
                        query.setParameter("case", caseId);
                    }
                    if (words != null) {
                        query.setParameter("serial", WorkOrder.serialIn(words))
                                .setParameter("words", words.toLowerCase(Locale.ROOT));
                    }
                    return query.getResultList();
                })
                .map(rows -> rows.stream().map(OrderRow::value).toList());
    }

    /** Writes the next state of a locked order. */
    public Uni<Void> change(WorkOrder next, Instant now) {
        return Panache.getSession()
                .chain(session -> session.find(OrderRow.class, next.orderId())
                        .invoke(row -> row.copy(next, now))
                        .chain(session::flush));
    }

    /** An item that is to be decided by then and of which nobody was reminded yet. */
    public record NearTask(UUID orderId, UUID taskId, LocalDate plannedOn) {}

    /** The next of them, among the orders that were put in writing; null when there is none. */
    public Uni<@Nullable NearTask> nextNearTask(LocalDate until) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select t.order_id, t.task_id, t.planned_on from order_task t join work_order o using (order_id)
                                where o.state <> 'PREPARED' and t.planned_on <= :until
                                    and not exists (select from order_notice n where n.task_id = t.task_id)
                                    and not exists (select from order_task_reminder r where r.task_id = t.task_id)
                                order by t.planned_on, t.task_id limit 1""", Object[].class)
                        .setParameter("until", until)
                        .getSingleResultOrNull())
                .map(row -> row == null
                        ? null
                        : new NearTask((UUID) row[0], (UUID) row[1], LocalDate.parse(row[2].toString())));
    }

    /** Writes down that somebody was reminded; false when another did so before. */
    public Uni<Boolean> remind(UUID taskId, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into order_task_reminder (task_id, at) values (:task, :at) on conflict do nothing")
                        .setParameter("task", taskId)
                        .setParameter("at", now)
                        .executeUpdate())
                .map(written -> written == 1);
    }

    /** The terms that were agreed, as they were hashed. */
    public Uni<Terms> terms(WorkOrder order) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select v.terms from agreement a join offer_version v using (offer_id, number)
                                where a.offer_id = :offer and v.terms_hash = :hash""", String.class)
                        .setParameter("offer", order.offerId())
                        .setParameter("hash", order.termsHash())
                        .getSingleResult())
                .map(terms -> documents.read(terms, Terms.class));
    }

    public Uni<Void> write(OrderFacts facts, Written written, Instant now) {
        var row = new DocumentRow();
        row.key = new DocumentRow.Key(facts.orderId(), written.language());
        row.hash = written.hash();
        row.content = written.content();
        row.facts = documents.canonical(facts);
        row.madeAt = now;
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    public Uni<@Nullable Written> written(UUID orderId, Language language) {
        return Panache.getSession()
                .chain(session -> session.find(DocumentRow.class, new DocumentRow.Key(orderId, language)))
                .map(row -> row == null ? null : new Written(language, row.content, row.hash));
    }

    /** The sides that have confirmed the documents of these orders, by order; who has none is not there. */
    public Uni<Map<UUID, List<Side>>> confirmed(List<UUID> orders) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select order_id, side from order_confirmation where order_id in (:ids) order by side",
                                Object[].class)
                        .setParameter("ids", orders)
                        .getResultList())
                .map(found -> found.stream()
                        .collect(Collectors.groupingBy(
                                row -> (UUID) row[0],
                                Collectors.mapping(row -> Side.valueOf((String) row[1]), Collectors.toList()))));
    }

    public Uni<Void> confirm(UUID orderId, Side side, UUID user, String documentHash, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into order_confirmation (order_id, side, user_id, document_hash, at)
                                values (:id, :side, :user, :hash, :at)""")
                        .setParameter("id", orderId)
                        .setParameter("side", side.name())
                        .setParameter("user", user)
                        .setParameter("hash", documentHash)
                        .setParameter("at", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    public Uni<List<OrderTask>> tasks(UUID orderId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select t.task_id, t.item, t.reason_ja, t.reason_en, cast(t.planned_on as text), n.decision_ja, n.decision_en,
                                    cast(to_json(n.at) as text)
                                from order_task t left join order_notice n using (task_id)
                                where t.order_id = :id order by t.planned_on, t.task_id""", Object[].class)
                        .setParameter("id", orderId)
                        .getResultList())
                .map(rows -> rows.stream().map(Orders::task).toList());
    }

    private static OrderTask task(Object[] row) {
        return OrderTask.of(
                (UUID) row[0],
                PendingItem.valueOf((String) row[1]),
                new Text((String) row[2], (String) row[3]),
                LocalDate.parse((String) row[4]),
                row[5] == null ? null : new Text((String) row[5], (String) row[6]),
                Times.atOrNull(row[7]));
    }

    /** The notice of what an item became. */
    public Uni<Void> settle(UUID taskId, Text decision, UUID author, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into order_notice (task_id, decision_ja, decision_en, author, at)
                                values (:id, :ja, nullif(:en, ''), :author, :at)""")
                        .setParameter("id", taskId)
                        .setParameter("ja", decision.ja() == null ? "" : decision.ja())
                        .setParameter("en", decision.en() == null ? "" : decision.en())
                        .setParameter("author", author)
                        .setParameter("at", now)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
