package jp.enishi.platform.http;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import jp.enishi.platform.security.Policy;

/** The clock and the policy as beans; a test may replace the clock with its own. */
@ApplicationScoped
class PlatformBeans {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Policy policy() {
        return Policy.load();
    }
}
