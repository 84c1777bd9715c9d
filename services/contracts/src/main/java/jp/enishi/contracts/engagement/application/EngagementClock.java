package jp.enishi.contracts.engagement.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets engagements begin and end on their days, and tells what is due. */
@ApplicationScoped
class EngagementClock {
    private final FollowEngagement followEngagement;

    EngagementClock(FollowEngagement followEngagement) {
        this.followEngagement = followEngagement;
    }

    @Scheduled(
            identity = "follow-engagements",
            every = "${contracts.engagements.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> follow() {
        return followEngagement
                .next()
                .repeat()
                .whilst(found -> found)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
