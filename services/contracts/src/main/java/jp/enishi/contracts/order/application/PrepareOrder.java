package jp.enishi.contracts.order.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Ids;

/** Makes the one order of an agreement, in the transaction of the agreement. There is no other way to an order. */
@ApplicationScoped
public class PrepareOrder {
    private final Orders orders;
    private final OrderJournal journal;

    PrepareOrder(Orders orders, OrderJournal journal) {
        this.orders = orders;
        this.journal = journal;
    }

    public Uni<Void> from(UUID offerId, Seat seat, Terms terms, String termsHash, Instant agreedAt, Actor actor) {
        var order = new WorkOrder(
                Ids.next(),
                1,
                offerId,
                termsHash,
                seat,
                OrderState.PREPARED,
                agreedAt,
                terms.pending().size(),
                null,
                null,
                null,
                null,
                null,
                null);
        return orders.add(order, terms.pending(), agreedAt)
                .chain(() -> journal.write(order, actor, "order.prepare", null));
    }
}
