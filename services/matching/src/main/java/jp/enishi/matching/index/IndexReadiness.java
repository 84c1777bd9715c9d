package jp.enishi.matching.index;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the index has caught up with what was on the topics at its start. */
@Readiness
class IndexReadiness implements HealthCheck {
    private final IndexFeed feed;

    IndexReadiness(IndexFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("index").status(feed.ready()).build();
    }
}
