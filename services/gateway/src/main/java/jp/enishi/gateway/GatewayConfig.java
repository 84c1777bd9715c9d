package jp.enishi.gateway;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;

/** The gateway's settings: who we are to the outside, where paths lead, and how much one caller may ask. */
@ConfigMapping(prefix = "enishi.gateway")
public interface GatewayConfig {
    /** Scheme, host and port that browsers use. */
    URI publicUrl();

    /** Largest request body that is passed on, in bytes. */
    long maxBodyBytes();

    /** Path prefix → base URL of the service. */
    Map<String, URI> routes();

    /** Requests a minute for each class of route. */
    Map<RouteClass, Integer> rateLimits();
}
