package jp.enishi.contracts.order.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.contracts.order.persistence.Orders.NearTask;

/** Reminds the client, once, of an item that was left for later when its day comes near. */
@ApplicationScoped
public class RemindOfPending {
    private static final int DAYS_BEFORE = 3;
    private static final Scope SYSTEM = new Scope(true, Set.of(), null);

    private final Orders orders;
    private final OrderJournal journal;
    private final DatabaseClock clock;

    RemindOfPending(Orders orders, OrderJournal journal, DatabaseClock clock) {
        this.orders = orders;
        this.journal = journal;
        this.clock = clock;
    }

    /** One item. True when there was one, false when none is left. */
    @WithTransaction
    public Uni<Boolean> next() {
        return clock.now()
                .chain(now -> orders.nextNearTask(DatabaseClock.dayOf(now).plusDays(DAYS_BEFORE)))
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : remind(found).replaceWith(true));
    }

    private Uni<Void> remind(NearTask task) {
        return orders.lock(task.orderId(), SYSTEM)
                .chain(before -> clock.now()
                        .chain(now -> orders.remind(task.taskId(), now).chain(first -> {
                            if (!first) {
                                return Uni.createFrom().voidItem();
                            }
                            WorkOrder after = before.remind();
                            return orders.change(after, now).chain(() -> journal.pending(after, task.plannedOn()));
                        })));
    }
}
