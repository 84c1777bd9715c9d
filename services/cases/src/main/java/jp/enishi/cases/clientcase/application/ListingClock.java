package jp.enishi.cases.clientcase.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets ended listings close by themselves. They are hidden from their last day on, whether this has run or not. */
@ApplicationScoped
class ListingClock {
    private final CloseCase closeCase;

    ListingClock(CloseCase closeCase) {
        this.closeCase = closeCase;
    }

    @Scheduled(
            identity = "close-ended-listings",
            every = "${cases.expiry.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> closeEnded() {
        return closeCase
                .closeNextExpired()
                .repeat()
                .whilst(closed -> closed)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
