package jp.enishi.contracts.offer.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets offers expire by themselves. They can't be accepted from that moment on, whether this has run or not. */
@ApplicationScoped
class OfferClock {
    private final EndOffers endOffers;

    OfferClock(EndOffers endOffers) {
        this.endOffers = endOffers;
    }

    @Scheduled(
            identity = "expire-offers",
            every = "${contracts.expiry.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return endOffers
                .expireNext()
                .repeat()
                .whilst(found -> found)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
