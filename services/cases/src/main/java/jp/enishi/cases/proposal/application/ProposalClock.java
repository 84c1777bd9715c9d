package jp.enishi.cases.proposal.application;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks after the deadlines of proposals. */
@ApplicationScoped
class ProposalClock {
    private final Deadlines deadlines;

    ProposalClock(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Scheduled(
            identity = "proposal-deadlines",
            every = "${cases.expiry.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return deadlines.next().repeat().whilst(done -> done).collect().last().replaceWithVoid();
    }
}
