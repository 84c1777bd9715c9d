package jp.enishi.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** What a request costs us: each class has a rate limit of its own. */
public enum RouteClass {
    LOGIN,
    SEARCH,
    WRITE,
    READ,
    STREAM;

    static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    static RouteClass of(HttpMethod method, String path) {
        if (path.equals("/login") || path.startsWith("/login/")) {
            return LOGIN;
        }
        if (!SAFE.contains(method)) {
            return WRITE;
        }
        if (path.endsWith("/stream")) {
            return STREAM;
        }
        if (path.startsWith("/api/v1/matches") || path.startsWith("/api/v1/listings") || path.equals("/listings")) {
            return SEARCH;
        }
        return READ;
    }
}
