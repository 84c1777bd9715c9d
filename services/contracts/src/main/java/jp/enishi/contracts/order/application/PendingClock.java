package jp.enishi.contracts.order.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for items whose day comes near. */
@ApplicationScoped
class PendingClock {
    private final RemindOfPending reminding;

    PendingClock(RemindOfPending reminding) {
        this.reminding = reminding;
    }

    @Scheduled(
            identity = "remind-of-pending",
            every = "${contracts.engagements.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> remind() {
        return reminding.next().repeat().whilst(found -> found).collect().last().replaceWithVoid();
    }
}
