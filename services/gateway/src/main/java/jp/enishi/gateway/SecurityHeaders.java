package jp.enishi.gateway;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/** Headers that every answer carries, whoever made it. A service may not loosen them: what it sends is replaced. */
final class SecurityHeaders {
    private static final String PRIVATE = "enishi.private";

    private final String contentSecurityPolicy;

    /**
     * @param signIn where a form may lead besides our own pages: signing out goes on to Keycloak
     */
    SecurityHeaders(URI signIn) {
        this.contentSecurityPolicy = "default-src 'self'; style-src 'self' " + Refusal.STYLE_SOURCE
                + "; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + signIn.getScheme() + "://"
                + signIn.getRawAuthority();
    }

    void promise(RoutingContext routing) {
        routing.addHeadersEndHandler(ignored -> {
            MultiMap headers = routing.response().headers();
            headers.set("Content-Security-Policy", contentSecurityPolicy)
                    .set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                    .set("X-Content-Type-Options", "nosniff")
                    .set("X-Frame-Options", "DENY")
                    .set("Referrer-Policy", "strict-origin-when-cross-origin")
                    .set("Cross-Origin-Opener-Policy", "same-origin")
                    .set("Cross-Origin-Resource-Policy", "same-origin")
                    .set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
                    .remove("Server")
                    .remove("X-Powered-By");
            if (routing.get(PRIVATE) != null && !asset(routing.normalizedPath())) {
                headers.set("Cache-Control", "no-store");
            }
        });
    }

    /** What a signed-in person sees is kept by no cache. */
    static void keepPrivate(RoutingContext routing) {
        routing.put(PRIVATE, true);
    }

    private static boolean asset(String path) {
        return path.startsWith("/assets/") || path.startsWith("/static/");
    }
}
