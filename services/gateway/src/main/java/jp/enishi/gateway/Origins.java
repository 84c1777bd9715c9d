package jp.enishi.gateway;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from using a visitor's session: a changing request that rides on cookies must come from our own pages.
 * Browsers say so in Sec-Fetch-Site and Origin, which scripts can't forge; a request with neither is refused.
 */
@ApplicationScoped
public class Origins {
    private final String publicOrigin;

    Origins(GatewayConfig config) {
        this.publicOrigin =
                origin(config.publicUrl().getScheme(), config.publicUrl().getRawAuthority());
    }

    /** True when the request may use the session that its cookies name. */
    public boolean trusted(HttpServerRequest request) {
        if (RouteClass.SAFE.contains(request.method())) {
            return true;
        }
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        @Nullable String origin = request.getHeader("Origin");
        if (origin != null) {
            return origin.toLowerCase(Locale.ROOT).equals(publicOrigin);
        }
        return site != null;
    }

    private static String origin(String scheme, String authority) {
        return (scheme + "://" + authority).toLowerCase(Locale.ROOT);
    }
}
