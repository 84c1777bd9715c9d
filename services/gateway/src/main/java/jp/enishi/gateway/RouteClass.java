package jp.enishi.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request costs us: each class has a rate limit of its own. */
public enum RouteClass {
    /** Starts signing in. */
    LOGIN,
    SEARCH,
    /** Sends a file. */
    UPLOAD,
    /** Writes to us without an account: each is mailed about and read by people. */
    INQUIRY,
    WRITE,
    READ,
    STREAM;

    private static final Set<String> INQUIRIES = Set.of("/api/v1/inquiries", "/inquiry");
    static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    static RouteClass of(HttpServerRequest request) {
        return of(request.method(), request.path(), request.getHeader("Content-Type"));
    }

    static RouteClass of(HttpMethod method, @Nullable String requested, @Nullable String contentType) {
        String path = requested == null ? "/" : plain(requested);
        if (path.equals("/login")) {
            return LOGIN;
        }
        if (method.equals(HttpMethod.POST) && INQUIRIES.contains(path)) {
            return INQUIRY;
        }
        if (!SAFE.contains(method)) {
            return file(contentType) ? UPLOAD : WRITE;
        }
        if (path.equals("/login/callback")) {
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

    /** As services read it, to whom a slash at the end is nothing. */
    private static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Whether the content is neither a document nor a form of fields. */
    private static boolean file(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return !type.startsWith("application/json") && !type.startsWith("application/x-www-form-urlencoded");
    }
}
