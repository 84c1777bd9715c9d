package jp.enishi.gateway;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one public door. Each request passes: size → headers from outside stripped → who is it (session or bearer) →
 * same-origin check for sessions → rate limit → the service of its path, with the caller's own access token.
 * The gateway grants nothing: every service checks the token and decides for itself.
 */
@ApplicationScoped
public class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    /** Headers by which somebody outside could pose as a proxy or as somebody else. */
    private static final Set<String> FORGEABLE = Set.of(
            "forwarded",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-remote-user",
            "x-user",
            "x-user-id",
            "x-roles",
            "remote-user");

    private final GatewayConfig config;
    private final RouteTable routes;
    private final RateLimits limits;
    private final Origins origins;
    private final IdentityProviderManager identities;
    private final Map<URI, HttpProxy> proxies;

    Door(
            GatewayConfig config,
            RouteTable routes,
            RateLimits limits,
            Origins origins,
            IdentityProviderManager identities,
            Vertx vertx) {
        this.config = config;
        this.routes = routes;
        this.limits = limits;
        this.origins = origins;
        this.identities = identities;
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(2_000)
                .setMaxPoolSize(256)
                .setKeepAliveTimeout(20)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(60)
                .setMaxWaitQueueSize(1_024));
        this.proxies = config.routes().values().stream()
                .distinct()
                .collect(Collectors.toMap(
                        target -> target,
                        target -> HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                                .origin(target.getPort(), target.getHost())
                                .addInterceptor(new Unavailable())
                                .addInterceptor(new OwnLocation(target))));
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 10).handler(this::admit);
        router.route("/login").order(10).handler(this::afterSignIn);
        router.route("/*").order(Integer.MAX_VALUE - 10).handler(this::pass).failureHandler(this::failed);
        router.route("/login").order(11).failureHandler(this::failed);
        router.route("/login/callback").order(11).failureHandler(this::failed);
    }

    /** First look, before anything costs: what is too large, of unknown length or posing as a proxy ends here. */
    private void admit(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        SecurityHeaders.promise(routing);
        List.copyOf(request.headers().names()).stream()
                .filter(name -> forgeable(name.toLowerCase(Locale.ROOT)))
                .forEach(request.headers()::remove);
        if (request.headers().contains("Transfer-Encoding")) {
            refuse(routing, Refusal.LENGTH_REQUIRED);
            return;
        }
        if (contentLength(request) > config.maxBodyBytes()) {
            request.response().putHeader("Connection", "close");
            refuse(routing, Refusal.TOO_LARGE);
            return;
        }
        if (!routing.normalizedPath().equals(request.path())) {
            // What is routed by one reading of a path and served by another is a way around the route table.
            refuse(routing, Refusal.NOT_FOUND);
            return;
        }
        if (request.method() == HttpMethod.TRACE
                || (routing.normalizedPath().equals("/logout") && request.method() != HttpMethod.POST)) {
            refuse(routing, Refusal.METHOD_NOT_ALLOWED);
            return;
        }
        if (routing.normalizedPath().equals("/logout") && !origins.trusted(request)) {
            refuse(routing, Refusal.FOREIGN_ORIGIN);
            return;
        }
        if (RouteClass.of(request.method(), routing.normalizedPath()) == RouteClass.LOGIN
                && limited(routing, RateLimits.addressKey(address(request)), RouteClass.LOGIN)) {
            return;
        }
        routing.next();
    }

    /** Reached only when signed in: back to the page that asked for it. */
    private void afterSignIn(RoutingContext routing) {
        @Nullable String to = routing.request().getParam("to");
        routing.response()
                .setStatusCode(303)
                .putHeader("Location", ownPath(to) ? to : "/")
                .end();
    }

    /** A path of ours, never another site's. */
    static boolean ownPath(@Nullable String to) {
        return to != null && to.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");
    }

    private void pass(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String path = routing.normalizedPath();
        Optional<URI> target = routes.target(path);
        if (target.isEmpty()) {
            refuse(routing, Refusal.NOT_FOUND);
            return;
        }
        request.pause();
        boolean bearer = request.headers().contains("Authorization");
        if (!bearer && sessionCookies(request).isEmpty()) {
            forward(routing, target.get(), null, false);
            return;
        }
        // Without this, Quarkus answers a failed authentication itself, by a redirect or a bare 401.
        routing.put(
                QuarkusHttpUser.AUTH_FAILURE_HANDLER, (BiConsumer<RoutingContext, Throwable>) (same, failure) -> {});
        QuarkusHttpUser.getSecurityIdentity(routing, identities)
                .subscribe()
                .with(
                        identity -> forward(routing, target.get(), identity, bearer),
                        failure -> unknown(routing, target.get(), failure, bearer));
    }

    private void forward(RoutingContext routing, URI target, @Nullable SecurityIdentity identity, boolean bearer) {
        HttpServerRequest request = routing.request();
        @Nullable SecurityIdentity user = identity == null || identity.isAnonymous() ? null : identity;
        if (user != null && !bearer && !origins.trusted(request)) {
            refuse(routing, Refusal.FOREIGN_ORIGIN);
            return;
        }
        String caller = user != null ? "user:" + subject(user) : RateLimits.addressKey(address(request));
        if (limited(routing, caller, RouteClass.of(request.method(), routing.normalizedPath()))) {
            return;
        }
        if (user != null && !bearer) {
            @Nullable AccessTokenCredential token = user.getCredential(AccessTokenCredential.class);
            if (token != null) {
                request.headers().set("Authorization", "Bearer " + token.getToken());
            }
            SecurityHeaders.keepPrivate(routing);
        }
        withoutSessionCookies(request);
        request.headers().set("X-Forwarded-For", address(request));
        request.headers().set("X-Forwarded-Proto", config.publicUrl().getScheme());
        request.headers().set("X-Forwarded-Host", config.publicUrl().getRawAuthority());
        Objects.requireNonNull(proxies.get(target)).handle(request);
    }

    /** A session that has ended makes a visitor again, not an error; a bearer token that does not hold goes on without. */
    private void unknown(RoutingContext routing, URI target, Throwable failure, boolean bearer) {
        if (failure instanceof AuthenticationFailedException || failure instanceof AuthenticationCompletionException) {
            if (bearer) {
                routing.response().putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                refuse(routing, 401, "unauthenticated", "The access token is not valid.");
                return;
            }
            dropSession(routing);
            forward(routing, target, null, false);
            return;
        }
        failed(routing, failure);
    }

    private void failed(RoutingContext routing) {
        @Nullable Throwable failure = routing.failure();
        if (failure == null) {
            refuse(routing, routing.statusCode() == 413 ? Refusal.TOO_LARGE : Refusal.NOT_FOUND);
        } else {
            failed(routing, failure);
        }
    }

    private void failed(RoutingContext routing, Throwable failure) {
        LOG.warnf("%s %s failed: %s", routing.request().method(), routing.normalizedPath(), failure);
        refuse(routing, failure instanceof OIDCException ? Refusal.SIGN_IN_UNAVAILABLE : Refusal.SERVICE_UNAVAILABLE);
    }

    private boolean limited(RoutingContext routing, String caller, RouteClass routeClass) {
        long wait = limits.take(caller, routeClass);
        if (wait == 0) {
            return false;
        }
        routing.response().putHeader("Retry-After", Long.toString(wait));
        refuse(routing, Refusal.TOO_MANY);
        return true;
    }

    private static void refuse(RoutingContext routing, Refusal refusal) {
        if (routing.response().ended()) {
            return;
        }
        routing.request().resume();
        routing.response()
                .setStatusCode(refusal.status())
                .putHeader("Content-Type", refusal.contentType(routing.request()))
                .end(refusal.body(routing.request()));
    }

    private static void refuse(RoutingContext routing, int status, String code, String title) {
        routing.request().resume();
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(new io.vertx.core.json.JsonObject()
                        .put("type", "https://enishi.example/problems/" + code)
                        .put("title", title)
                        .put("status", status)
                        .put("code", code)
                        .encode());
    }

    private static boolean forgeable(String name) {
        return FORGEABLE.contains(name)
                || name.startsWith("x-forwarded-")
                || name.startsWith("x-enishi-")
                || name.startsWith("x-auth-");
    }

    private static long contentLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    private static String subject(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof org.eclipse.microprofile.jwt.JsonWebToken token
                        && token.getSubject() != null
                ? token.getSubject()
                : identity.getPrincipal().getName();
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
    }

    /** Session cookies are the gateway's own: services see the token, never the session. */
    private static void withoutSessionCookies(HttpServerRequest request) {
        List<Cookie> others = request.cookies().stream()
                .filter(cookie -> !cookie.getName().startsWith("q_"))
                .toList();
        request.headers().remove("Cookie");
        if (!others.isEmpty()) {
            request.headers()
                    .set(
                            "Cookie",
                            String.join(
                                    "; ",
                                    others.stream()
                                            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                                            .toList()));
        }
    }

    private static List<Cookie> sessionCookies(HttpServerRequest request) {
        return request.cookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_session"))
                .toList();
    }

    private static void dropSession(RoutingContext routing) {
        sessionCookies(routing.request())
                .forEach(cookie -> routing.response()
                        .headers()
                        .add("Set-Cookie", cookie.getName() + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    }

    /** Services know only their own address: a Location there is made a path again, so that it stays with us. */
    private record OwnLocation(URI target) implements ProxyInterceptor {
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            @Nullable String location = context.response().headers().get("Location");
            String own = target.getScheme() + "://" + target.getRawAuthority();
            if (location != null && location.startsWith(own + "/")) {
                context.response().putHeader("Location", location.substring(own.length()));
            }
            return context.sendResponse();
        }
    }

    /** Answers in our words when the service behind is away, instead of a bare 502. */
    private static final class Unavailable implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest request = context.request().proxiedRequest();
            return context.sendRequest().recover(failure -> {
                LOG.warnf("No answer from the service of %s: %s", request.path(), failure.getMessage());
                return Future.succeededFuture(context.request()
                        .release()
                        .response()
                        .setStatusCode(Refusal.SERVICE_UNAVAILABLE.status())
                        .putHeader("Content-Type", Refusal.SERVICE_UNAVAILABLE.contentType(request))
                        .putHeader("Retry-After", "5")
                        .setBody(Body.body(Buffer.buffer(Refusal.SERVICE_UNAVAILABLE.body(request)))));
            });
        }
    }
}
