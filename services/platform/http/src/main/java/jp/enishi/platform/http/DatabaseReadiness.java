package jp.enishi.platform.http;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the pool that requests use answers; a check with its own connections would say nothing about that pool. */
@Readiness
@Singleton
public class DatabaseReadiness implements AsyncHealthCheck {
    private static final String NAME = "database";
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Instance<Pool> pools;

    @Inject
    DatabaseReadiness(Instance<Pool> pools) {
        this.pools = pools;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!pools.isResolvable()) {
            return Uni.createFrom().item(HealthCheckResponse.up(NAME));
        }
        return pools.get()
                .query("select 1")
                .execute()
                .map(rows -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(LONGEST)
                .recoverWithItem(HealthCheckResponse.down(NAME))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
