package jp.enishi.contracts.party.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Journal;
import jp.enishi.contracts.order.application.PrepareOrder;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.persistence.Orders;
import jp.enishi.contracts.party.domain.Declaration;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.party.persistence.Parties;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;

/** A party says who it is; it may say so again at any time, without touching what was ordered before. */
@ApplicationScoped
public class DeclareParty {
    private final Parties parties;
    private final Orders orders;
    private final PrepareOrder prepareOrder;
    private final DatabaseClock clock;
    private final Journal journal;
    private final Caller caller;

    DeclareParty(
            Parties parties,
            Orders orders,
            PrepareOrder prepareOrder,
            DatabaseClock clock,
            Journal journal,
            Caller caller) {
        this.parties = parties;
        this.orders = orders;
        this.prepareOrder = prepareOrder;
        this.clock = clock;
        this.journal = journal;
        this.caller = caller;
    }

    /**
     * What a party declared. Each look at it by somebody else is recorded.
     *
     * @param own whether it is the caller's
     */
    @WithTransaction
    public Uni<Declaration> read(UUID partyId, boolean own) {
        return parties.find(partyId)
                .map(found -> {
                    if (found == null) {
                        throw new NotFound("party", partyId);
                    }
                    return found;
                })
                .call(found -> own
                        ? Uni.createFrom().voidItem()
                        : journal.record(
                                "party", partyId, found.version(), Actor.of(caller.subject()), "party.read", null));
    }

    /** Only the first declaration changes what an order waits for; orders are locked before parties, as when they are placed. */
    private Uni<List<WorkOrder>> waiting(UUID partyId, long expected) {
        return expected == 0 ? orders.lockPrepared(partyId) : Uni.createFrom().item(List.of());
    }

    /** Forgets what a party declared, unless an order names it or will: what is written in orders is kept as the law says. */
    @WithTransaction
    public Uni<Void> forget(UUID partyId, long expected) {
        return orders.anyOf(partyId)
                .chain(named -> parties.hold(partyId).invoke(found -> {
                    if (found == null) {
                        throw new NotFound("party", partyId);
                    }
                    StaleVersion.check(expected, found.version());
                    if (named) {
                        throw new RuleViolation("party-in-orders");
                    }
                }))
                .chain(() -> parties.forget(partyId))
                .chain(() -> journal.record(
                        "party", partyId, expected + 1, Actor.of(caller.subject()), "party.forget", null));
    }

    @WithTransaction
    public Uni<Declaration> declare(UUID partyId, long expected, Party party) {
        Actor actor = Actor.of(caller.subject());
        return clock.now()
                .invoke(now -> party.check(DatabaseClock.dayOf(now)))
                .chain(now -> waiting(partyId, expected)
                        .chain(orders -> parties.put(partyId, expected, party, now)
                                .call(() -> prepareOrder.declared(orders, actor, now))))
                .call(declared -> journal.record("party", partyId, declared.version(), actor, "party.declare", null));
    }
}
