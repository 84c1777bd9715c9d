package jp.enishi.contracts.order.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.engagement.application.BeginEngagement;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/** Both parties confirm an order in writing. */
@ApplicationScoped
public class ConfirmOrder {
    private final Orders orders;
    private final OrderJournal journal;
    private final BeginEngagement beginEngagement;
    private final DatabaseClock clock;
    private final Caller caller;

    ConfirmOrder(
            Orders orders, OrderJournal journal, BeginEngagement beginEngagement, DatabaseClock clock, Caller caller) {
        this.orders = orders;
        this.journal = journal;
        this.beginEngagement = beginEngagement;
        this.clock = clock;
        this.caller = caller;
    }

    /** One side confirms the document by its hash; with the second the engagement exists. */
    @WithTransaction
    public Uni<WorkOrder> confirm(UUID orderId, long expected, String documentHash) {
        Subject subject = caller.subject();
        UUID user = Objects.requireNonNull(subject.userId());
        return orders.lock(orderId, Scope.of(subject)).chain(before -> {
            caller.require("order.confirm", Resource.of("order", before.seat().isOwn(subject), before.state()));
            Side by = Objects.requireNonNull(before.seat().sideOf(subject));
            Actor actor = Actor.of(subject, by);
            return orders.confirmed(List.of(orderId)).chain(found -> {
                List<Side> confirmed = found.getOrDefault(orderId, List.of());
                if (confirmed.contains(by)) {
                    throw new RuleViolation("order-confirmed-already");
                }
                WorkOrder after = before.confirm(documentHash, confirmed.contains(by.other()));
                StaleVersion.check(expected, before.version());
                return clock.now()
                        .chain(now -> orders.confirm(orderId, by, user, documentHash, now)
                                .chain(() -> orders.change(after, now))
                                .chain(() -> journal.write(after, actor, "order.confirm", null))
                                .chain(() -> after.state() == OrderState.CONFIRMED
                                        ? orders.terms(after)
                                                .chain(terms -> beginEngagement.from(after, terms, actor, now))
                                        : Uni.createFrom().voidItem())
                                .replaceWith(after));
            });
        });
    }
}
