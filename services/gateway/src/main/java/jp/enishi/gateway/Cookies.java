package jp.enishi.gateway;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.ServerCookie;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own cookies, which no service sees. Quarkus calls them {@code q_…}; where browsers come by TLS they are
 * {@code __Host-q_…} to them, so that neither another host of the domain nor a plain connection can plant one.
 */
final class Cookies {
    private static final String OWN = "q_";
    private static final String SESSION = "q_session";
    private static final String HOST = "__Host-";

    private final boolean secure;

    Cookies(boolean secure) {
        this.secure = secure;
    }

    /** Takes the prefix off what browsers send; what lacks it is not ours. Before anybody looks at cookies. */
    void receive(HttpServerRequest request) {
        List<String> sent = request.headers().getAll("Cookie");
        if (!secure || sent.isEmpty()) {
            return;
        }
        request.headers()
                .set(
                        "Cookie",
                        sent.stream()
                                .flatMap(header -> Arrays.stream(header.split(";")))
                                .map(String::strip)
                                .filter(cookie -> !cookie.startsWith(OWN))
                                .map(cookie -> cookie.startsWith(HOST + OWN) ? cookie.substring(HOST.length()) : cookie)
                                .collect(Collectors.joining("; ")));
    }

    /** Puts the prefix on what browsers get. When the head of the answer is about to be written. */
    void send(HttpServerRequest request) {
        if (!secure) {
            return;
        }
        HttpServerResponse response = request.response();
        for (Cookie cookie : List.copyOf(request.cookies())) {
            if (cookie.getName().startsWith(OWN) && cookie instanceof ServerCookie own && own.isChanged()) {
                response.removeCookie(own.getName(), false);
                response.headers()
                        .add(
                                "Set-Cookie",
                                HOST
                                        + own.setPath("/")
                                                .setSecure(true)
                                                .setHttpOnly(true)
                                                .setSameSite(CookieSameSite.LAX)
                                                .encode());
            }
        }
    }

    /** The key of the browser's session. */
    static Optional<String> session(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(SESSION))
                .map(Cookie::getValue)
                .filter(key -> !key.isEmpty());
    }

    /** Makes the browser forget its session. */
    static void forget(HttpServerRequest request) {
        @Nullable Cookie session = request.getCookie(SESSION);
        if (session != null) {
            session.setValue("").setMaxAge(0).setPath("/").setHttpOnly(true);
        }
    }

    /** Leaves only the cookies that are no concern of the gateway. */
    static void withhold(HttpServerRequest request) {
        String others = request.cookies().stream()
                .filter(cookie -> !cookie.getName().startsWith(OWN))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        request.headers().remove("Cookie");
        if (!others.isEmpty()) {
            request.headers().set("Cookie", others);
        }
    }
}
