package jp.enishi.platform.http;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * What a service has to read from its database before it can answer. It starts without its database, tries again until it
 * could, and is not ready until then.
 */
@ApplicationScoped
public class ReadAtStart {
    private static final Logger LOG = Logger.getLogger(ReadAtStart.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration AGAIN_AT_MOST = Duration.ofSeconds(5);

    private final AtomicInteger missing = new AtomicInteger();

    /** Reads until it succeeds. */
    public void read(Uni<Void> reading) {
        missing.incrementAndGet();
        reading.onFailure()
                .invoke(failure -> LOG.warnf("What is needed from the start can't be read yet: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(AGAIN, AGAIN_AT_MOST)
                .indefinitely()
                .subscribe()
                .with(known -> missing.decrementAndGet());
    }

    boolean isComplete() {
        return missing.get() == 0;
    }

    /** Down until all was read. */
    @Readiness
    @ApplicationScoped
    static class Check implements HealthCheck {
        private final ReadAtStart readings;

        Check(ReadAtStart readings) {
            this.readings = readings;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("read at start")
                    .status(readings.isComplete())
                    .build();
        }
    }
}
