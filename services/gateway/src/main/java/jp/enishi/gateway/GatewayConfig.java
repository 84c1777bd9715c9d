package jp.enishi.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The gateway's settings: who we are to the outside, where paths lead, and how much one caller may ask. */
@ConfigMapping(prefix = "enishi.gateway")
public interface GatewayConfig {
    /** Scheme, host and port that browsers use. */
    URI publicUrl();

    /** Where people sign in: the only other place to which a form of ours may lead. */
    URI signInUrl();

    /** Largest request body that is passed on, in bytes. */
    long maxBodyBytes();

    /** How long a service may be silent before and within its answer; longer than services wait for each other. */
    Duration answerWithin();

    /** How long a stream may be silent; several times the 15 seconds after which services say that they are alive. */
    Duration streamSilence();

    /** Path prefix → base URL of the service. */
    Map<String, URI> routes();

    /** What one caller may ask of each class of route. */
    Map<RouteClass, RateLimit> rateLimits();

    /** So many requests at once, and no more than so many in the period over a long time. */
    interface RateLimit {
        int requests();

        @WithDefault("1M")
        Duration per();
    }
}
