package jp.enishi.contracts.order.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.order.document.ItemText;
import jp.enishi.contracts.order.document.OrderMail;
import jp.enishi.contracts.order.domain.OrderTask;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.TermsRules;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;

/**
 * What an order left for later is decided: by the client where the law leaves it to the client (フリーランス法 art. 3), and by
 * both where it is about what is paid and when. The order stays as it is; each decision is a notice of its own.
 */
@ApplicationScoped
public class SettleTasks {
    private final Orders orders;
    private final OrderJournal journal;
    private final OrderMail mail;
    private final DatabaseClock clock;
    private final Caller caller;

    SettleTasks(Orders orders, OrderJournal journal, OrderMail mail, DatabaseClock clock, Caller caller) {
        this.orders = orders;
        this.journal = journal;
        this.mail = mail;
        this.clock = clock;
        this.caller = caller;
    }

    /** The client decides an item, and the talent is told. */
    @WithTransaction
    public Uni<WorkOrder> settle(UUID orderId, UUID taskId, long expected, Text decision) {
        Subject subject = caller.subject();
        Actor actor = Actor.of(subject, Side.CLIENT);
        return orders.lock(orderId, Scope.of(subject)).chain(before -> {
            caller.require("order.settle", Resource.of("order", before.seat().isOwn(subject), before.state()));
            return orders.tasks(orderId).chain(tasks -> {
                OrderTask task = tasks.stream()
                        .filter(known -> known.taskId().equals(taskId))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("order task", taskId));
                if (task.decision() != null) {
                    throw new RuleViolation("task-settled");
                }
                if (task.forBoth()) {
                    throw new RuleViolation(
                            "task-for-both", Map.of("item", task.item().name()));
                }
                TermsRules.checkWords("/decision/ja", decision.ja());
                TermsRules.checkWords("/decision/en", decision.en());
                StaleVersion.check(expected, before.version());
                return settle(before, task, decision, actor);
            });
        });
    }

    /** Both sides have signed terms that decide these items: part of the running transaction. */
    public Uni<Void> agreed(UUID orderId, List<PendingItem> items, Terms terms, int amendment, Actor actor) {
        if (items.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return orders.lock(orderId, Scope.of(caller.subject()))
                .chain(before -> orders.tasks(orderId).chain(tasks -> {
                    Uni<WorkOrder> all = Uni.createFrom().item(before);
                    for (OrderTask task : tasks) {
                        if (task.decision() == null && items.contains(task.item())) {
                            Text decision = ItemText.agreed(terms, task.item(), amendment);
                            all = all.chain(order -> settle(order, task, decision, actor));
                        }
                    }
                    return all.replaceWithVoid();
                }));
    }

    private Uni<WorkOrder> settle(WorkOrder before, OrderTask task, Text decision, Actor actor) {
        WorkOrder after = before.settle();
        return clock.now()
                .chain(now -> orders.settle(task.taskId(), decision, Objects.requireNonNull(actor.user()), now)
                        .chain(() -> orders.change(after, now))
                        .chain(() -> journal.write(
                                after, actor, "order.settle", task.item().name()))
                        .chain(() -> mail.settled(after, task, decision))
                        .replaceWith(after));
    }
}
