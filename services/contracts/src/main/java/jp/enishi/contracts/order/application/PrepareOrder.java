package jp.enishi.contracts.order.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.contracts.party.persistence.Parties;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Ids;

/** Makes the one order of an agreement, in the transaction of the agreement. There is no other way to an order. */
@ApplicationScoped
public class PrepareOrder {
    private final Orders orders;
    private final Parties parties;
    private final OrderJournal journal;

    PrepareOrder(Orders orders, Parties parties, OrderJournal journal) {
        this.orders = orders;
        this.parties = parties;
        this.journal = journal;
    }

    public Uni<Void> from(UUID offerId, Seat seat, Terms terms, String termsHash, Instant agreedAt, Actor actor) {
        return orders.nextSerial()
                .chain(serial -> prepare(order(offerId, seat, terms, termsHash, agreedAt, serial), terms, actor));
    }

    private static WorkOrder order(
            UUID offerId, Seat seat, Terms terms, String termsHash, Instant agreedAt, long serial) {
        return new WorkOrder(
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
                null,
                serial);
    }

    private Uni<Void> prepare(WorkOrder order, Terms terms, Actor actor) {
        return orders.add(order, terms.pending(), order.agreedAt())
                .chain(() -> missing(order.seat()))
                .chain(missing -> journal.prepared(order, actor, "order.prepare", missing));
    }

    /** A party says who it is for the first time: the orders that waited for it alone can be placed. Locked before. */
    public Uni<Void> declared(List<WorkOrder> waiting, Actor actor, Instant now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (WorkOrder order : waiting) {
            all = all.chain(() -> missing(order.seat()))
                    .chain(missing -> missing.isEmpty()
                            ? ready(order.ready(), actor, now)
                            : Uni.createFrom().voidItem());
        }
        return all;
    }

    private Uni<Void> ready(WorkOrder order, Actor actor, Instant now) {
        return orders.change(order, now).chain(() -> journal.prepared(order, actor, "order.ready", List.of()));
    }

    /** The sides that have yet to say who they are. */
    private Uni<List<Side>> missing(Seat seat) {
        return parties.find(seat.organizationId())
                .chain(client -> parties.find(seat.talentUserId()).map(talent -> {
                    var missing = new ArrayList<Side>();
                    if (client == null) {
                        missing.add(Side.CLIENT);
                    }
                    if (talent == null) {
                        missing.add(Side.TALENT);
                    }
                    return List.copyOf(missing);
                }));
    }
}
