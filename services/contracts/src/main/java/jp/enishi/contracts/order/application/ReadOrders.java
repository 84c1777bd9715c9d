package jp.enishi.contracts.order.application;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Journal;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.candidacy.Candidacies;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.OrderTask;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.domain.Written;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.contracts.party.domain.Declaration;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.party.persistence.Parties;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** Orders as their parties, coordinators and auditors read them. */
@ApplicationScoped
public class ReadOrders {
    private final Orders orders;
    private final Parties parties;
    private final Candidacies candidacies;
    private final Journal journal;
    private final Caller caller;

    ReadOrders(Orders orders, Parties parties, Candidacies candidacies, Journal journal, Caller caller) {
        this.orders = orders;
        this.parties = parties;
        this.candidacies = candidacies;
        this.journal = journal;
        this.caller = caller;
    }

    /** An order with all that belongs to it. */
    public record Whole(WorkOrder order, OrderFacts facts, List<OrderTask> tasks, List<Side> confirmed) {}

    /** An order in a list, with what its case is called and who has confirmed it. */
    public record Listed(WorkOrder order, @Nullable Text title, List<Side> confirmed) {}

    @WithSession
    public Uni<Whole> read(UUID orderId) {
        return visible(orderId, "order.read")
                .chain(order -> facts(order)
                        .chain(facts -> orders.tasks(orderId)
                                .chain(tasks -> orders.confirmed(List.of(orderId))
                                        .map(confirmed -> new Whole(
                                                order, facts, tasks, confirmed.getOrDefault(orderId, List.of()))))));
    }

    @WithSession
    public Uni<List<Listed>> list(
            Set<OrderState> states, @Nullable UUID caseId, @Nullable String words, @Nullable UUID before, int most) {
        caller.require("order.list", Resource.none("order"));
        return orders.list(Scope.of(caller.subject()), states, caseId, words, before, most)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : candidacies
                                .titles(found.stream()
                                        .map(order -> order.seat().caseId())
                                        .collect(Collectors.toSet()))
                                .chain(titles -> orders.confirmed(found.stream()
                                                .map(WorkOrder::orderId)
                                                .toList())
                                        .map(confirmed -> found.stream()
                                                .map(order -> new Listed(
                                                        order,
                                                        titles.get(order.seat().caseId()),
                                                        confirmed.getOrDefault(order.orderId(), List.of())))
                                                .toList())));
    }

    /** The document in a language. Each look at it by somebody who is no party is recorded. */
    @WithTransaction
    public Uni<Written> document(UUID orderId, Language language) {
        Subject subject = caller.subject();
        return visible(orderId, "order.document")
                .chain(order -> orders.written(orderId, language)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NotFound("order document", orderId))
                        .call(() -> order.seat().isOwn(subject)
                                ? Uni.createFrom().voidItem()
                                : journal.record(
                                        "order", orderId, order.version(), Actor.of(subject), "order.document", null)));
    }

    /** What an order says or will say; part of the running session. */
    Uni<OrderFacts> facts(WorkOrder order) {
        var seat = order.seat();
        return orders.terms(order)
                .chain(terms -> parties.find(seat.organizationId())
                        .chain(client -> parties.find(seat.talentUserId())
                                .chain(talent -> candidacies
                                        .title(seat.caseId())
                                        .map(title -> new OrderFacts(
                                                order.orderId(),
                                                order.number(),
                                                title,
                                                terms,
                                                order.termsHash(),
                                                DatabaseClock.dayOf(order.agreedAt()),
                                                order.placedOn(),
                                                party(client),
                                                party(talent))))));
    }

    private static @Nullable Party party(@Nullable Declaration declared) {
        return declared == null ? null : declared.party();
    }

    private Uni<WorkOrder> visible(UUID orderId, String action) {
        Subject subject = caller.subject();
        return orders.find(orderId, Scope.of(subject)).map(order -> {
            if (order == null) {
                throw new NotFound("order", orderId);
            }
            caller.require(action, Resource.of("order", order.seat().isOwn(subject), order.state()));
            return order;
        });
    }
}
