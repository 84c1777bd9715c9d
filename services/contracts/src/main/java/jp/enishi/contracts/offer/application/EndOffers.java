package jp.enishi.contracts.offer.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.OfferState;
import jp.enishi.contracts.offer.domain.VersionState;
import jp.enishi.contracts.offer.persistence.Offers;
import jp.enishi.contracts.offer.persistence.Offers.Locked;
import org.jspecify.annotations.Nullable;

/** How offers end without an agreement, and how a team that is taken as a whole fails with the first of them. */
@ApplicationScoped
public class EndOffers {
    private static final Scope SYSTEM = new Scope(true, Set.of(), null);

    private final Offers offers;
    private final OfferJournal journal;
    private final DatabaseClock clock;

    EndOffers(Offers offers, OfferJournal journal, DatabaseClock clock) {
        this.offers = offers;
        this.journal = journal;
        this.clock = clock;
    }

    /** Withdraws the open offers of a candidacy that ended; part of the running transaction. */
    public Uni<Void> withdraw(UUID candidacyId, String stage) {
        return offers.openOf(candidacyId).chain(found -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (UUID offerId : found) {
                all = all.chain(() -> offers.lock(offerId, SYSTEM))
                        .chain(locked -> clock.now()
                                .chain(now -> locked.offer().isOpen()
                                        ? end(
                                                locked,
                                                locked.offer().end(OfferState.WITHDRAWN),
                                                VersionState.WITHDRAWN,
                                                Actor.SYSTEM,
                                                "offer.withdraw",
                                                "candidacy " + stage,
                                                now)
                                        : Uni.createFrom().item(locked.offer())))
                        .replaceWithVoid();
            }
            return all;
        });
    }

    /** Ends one offer whose time is over by the database's clock. True when there was one, false when none is left. */
    @WithTransaction
    public Uni<Boolean> expireNext() {
        return offers.nextExpired()
                .chain(found -> found == null
                        ? Uni.createFrom().item(false)
                        : offers.lock(found, SYSTEM)
                                .chain(locked -> clock.now()
                                        .chain(now -> isOver(locked.offer(), now)
                                                ? end(
                                                        locked,
                                                        locked.offer().end(OfferState.EXPIRED),
                                                        VersionState.EXPIRED,
                                                        Actor.SYSTEM,
                                                        "offer.expire",
                                                        null,
                                                        now)
                                                : Uni.createFrom().item(locked.offer())))
                                .replaceWith(true));
    }

    private static boolean isOver(Offer offer, Instant now) {
        return offer.isOpen() && offer.acceptedAt() == null && !now.isBefore(offer.expiresAt());
    }

    /** Writes the end of a locked offer and releases the rest of a team that needed it. */
    Uni<Offer> end(
            Locked locked,
            Offer ended,
            VersionState became,
            Actor actor,
            String action,
            @Nullable String reason,
            Instant now) {
        UUID team = ended.teamOfferId();
        boolean whole = locked.team() != null && locked.team().isAllOrNothing();
        return offers.change(ended, ended.number(), became, now)
                .chain(() -> journal.write(ended, actor, action, reason))
                .chain(() -> whole && team != null
                        ? offers.lockAll(team).chain(members -> release(members, now))
                        : Uni.createFrom().voidItem())
                .replaceWith(ended);
    }

    private Uni<Void> release(List<Offer> members, Instant now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Offer member : members) {
            if (member.isOpen()) {
                Offer released = member.end(OfferState.RELEASED);
                all = all.chain(() -> offers.change(released, released.number(), VersionState.WITHDRAWN, now))
                        .chain(() -> journal.write(released, Actor.SYSTEM, "offer.release", null));
            }
        }
        return all;
    }
}
