package jp.enishi.contracts.order.application;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.order.document.OrderMail;
import jp.enishi.contracts.order.domain.Checklist;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.domain.Written;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.party.persistence.Parties;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Puts an order in writing. The document is made before the transaction from facts that the transaction then finds
 * unchanged; it is kept for ever and sent to both.
 */
@ApplicationScoped
public class PlaceOrder {
    private final Orders orders;
    private final ReadOrders readOrders;
    private final Parties parties;
    private final OrderJournal journal;
    private final OrderMail mail;
    private final DatabaseClock clock;
    private final Documents documents;
    private final Caller caller;

    PlaceOrder(
            Orders orders,
            ReadOrders readOrders,
            Parties parties,
            OrderJournal journal,
            OrderMail mail,
            DatabaseClock clock,
            Documents documents,
            Caller caller) {
        this.orders = orders;
        this.readOrders = readOrders;
        this.parties = parties;
        this.journal = journal;
        this.mail = mail;
        this.clock = clock;
        this.documents = documents;
        this.caller = caller;
    }

    /** The facts of an order that may be placed now, or null: then {@link #place} says why not. */
    @WithSession
    public Uni<@Nullable OrderFacts> facts(UUID orderId) {
        Subject subject = caller.subject();
        return orders.find(orderId, Scope.of(subject)).chain(order -> {
            if (order == null
                    || order.state() != OrderState.PREPARED
                    || !caller.may("order.place", resource(order, subject))) {
                return Uni.createFrom().nullItem();
            }
            return clock.now()
                    .chain(now -> readOrders.facts(order).map(facts -> facts.placed(DatabaseClock.dayOf(now))))
                    .map(facts -> Checklist.of(facts).complete() ? facts : null);
        });
    }

    /**
     * Places the order with the documents that were made of the facts.
     *
     * @param made null when there were none to make
     */
    @WithTransaction
    public Uni<WorkOrder> place(UUID orderId, long expected, @Nullable OrderFacts made, List<Written> written) {
        Subject subject = caller.subject();
        Actor actor = Actor.of(subject, Side.CLIENT);
        return orders.lock(orderId, Scope.of(subject)).chain(before -> {
            caller.require("order.place", resource(before, subject));
            return parties.hold(before.seat().organizationId())
                    .chain(() -> parties.hold(before.seat().talentUserId()))
                    .chain(() -> readOrders.facts(before))
                    .chain(facts -> clock.now().chain(now -> {
                        WorkOrder after = placed(before, facts, made, written, now);
                        StaleVersion.check(expected, before.version());
                        return store(after, Objects.requireNonNull(made), written, actor, now);
                    }));
        });
    }

    private WorkOrder placed(
            WorkOrder before, OrderFacts facts, @Nullable OrderFacts made, List<Written> written, Instant now) {
        LocalDate day = made == null ? null : made.placedOn();
        Party client = facts.client();
        Party talent = facts.talent();
        Fee fee = facts.terms().fee();
        WorkOrder after = before.place(
                Checklist.of(facts),
                now,
                day == null ? DatabaseClock.dayOf(now) : day,
                fee == null || fee.amount() == null ? null : fee.amount().amount(),
                client == null ? null : client.legalName(),
                talent == null ? null : talent.legalName(),
                written.stream()
                        .filter(document -> document.language() == Language.JA)
                        .map(Written::hash)
                        .findFirst()
                        .orElse(""));
        boolean same = made != null
                && day != null
                && documents.canonical(facts.placed(day)).equals(documents.canonical(made));
        if (!same) {
            throw new RuleViolation("order-facts-changed");
        }
        return after;
    }

    private Uni<WorkOrder> store(WorkOrder after, OrderFacts facts, List<Written> written, Actor actor, Instant now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Written document : written) {
            all = all.chain(() -> orders.write(facts, document, now));
        }
        return all.chain(() -> orders.change(after, now))
                .chain(() -> journal.write(after, actor, "order.place", null))
                .chain(() -> mail.placed(after, Objects.requireNonNull(actor.user()), facts, written))
                .replaceWith(after);
    }

    private static Resource resource(WorkOrder order, Subject subject) {
        return Resource.of("order", order.seat().isOwn(subject), order.state());
    }
}
