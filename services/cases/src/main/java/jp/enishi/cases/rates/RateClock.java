package jp.enishi.cases.rates;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets the guidance on rates be made anew. */
@ApplicationScoped
class RateClock {
    private final RateGuidance guidance;
    private final Duration every;

    RateClock(RateGuidance guidance, @ConfigProperty(name = "cases.rates.every") Duration every) {
        this.guidance = guidance;
        this.every = every;
    }

    @Scheduled(
            identity = "rate-guidance",
            every = "${cases.rates.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return guidance.renew(every).replaceWithVoid();
    }
}
