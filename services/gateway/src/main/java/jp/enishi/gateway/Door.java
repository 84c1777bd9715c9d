package jp.enishi.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
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
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Where signing in and out happen; Quarkus and the gateway answer there, no service. */
    private static final String LOGIN = "/login";

    private static final String CALLBACK = "/login/callback";
    private static final String LOGOUT = "/logout";
    private static final String LOGOUT_FROM_BEHIND = "/logout/backchannel";
    private static final Set<String> OWN_PATHS = Set.of(LOGIN, CALLBACK, LOGOUT, LOGOUT_FROM_BEHIND);
    private static final int LARGEST_LOGOUT_TOKEN = 16_384;
    private static final String RETRY_SECONDS = "5";
    /** Shorter than a service answers after it was told to end (SHUTDOWN_DELAY), so that none ends with a request on its way. */
    private static final int KEPT_SECONDS = 3;
    /** A service that has worked on a request for longer than this, in nanoseconds, isn't given it again. */
    private static final long LOST_AT_ONCE = 1_000_000_000;

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    /** Those who route to us learn within this that we go; who is sent away comes back to another one. */
    private static final long SENDS_AWAY_EVERY = 1_000;
    /** After Quarkus' handler that knows what to do about a failed sign-in, before the one that asks who it is. */
    private static final int BEFORE_AUTHORIZATION = -150;

    private final GatewayConfig config;
    private final RouteTable routes;
    private final RateLimits limits;
    private final Origins origins;
    private final Sessions sessions;
    private final Keycloak keycloak;
    private final Cookies cookies;
    private final SecurityHeaders headers;
    private final IdentityProviderManager identities;
    private final Map<URI, HttpProxy> answers;
    private final Map<URI, HttpProxy> streams;
    private final Set<HttpConnection> streaming = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;

    Door(
            GatewayConfig config,
            RouteTable routes,
            RateLimits limits,
            Origins origins,
            Sessions sessions,
            Keycloak keycloak,
            IdentityProviderManager identities,
            Vertx vertx) {
        this.config = config;
        this.routes = routes;
        this.limits = limits;
        this.origins = origins;
        this.sessions = sessions;
        this.keycloak = keycloak;
        this.cookies = new Cookies("https".equals(config.publicUrl().getScheme()));
        this.headers = new SecurityHeaders(config.signInUrl());
        this.identities = identities;
        this.vertx = vertx;
        this.answers = proxies(vertx, config.answerWithin());
        this.streams = proxies(vertx, config.streamSilence());
    }

    /** A proxy to each service that gives up when the service is silent for so long. */
    private Map<URI, HttpProxy> proxies(Vertx vertx, Duration silence) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(2_000)
                .setMaxPoolSize(256)
                .setKeepAliveTimeout(KEPT_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) silence.toMillis())
                .setMaxWaitQueueSize(1_024));
        return config.routes().values().stream()
                .distinct()
                .collect(Collectors.toMap(
                        target -> target,
                        target -> HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                                .origin(target.getPort(), target.getHost())
                                .addInterceptor(new Unavailable())
                                .addInterceptor(new OwnLocation(target))));
    }

    /** Streams never end by themselves: their readers find another gateway when this one is about to end. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        vertx.setPeriodic(SENDS_AWAY_EVERY, timer -> List.copyOf(streaming).forEach(HttpConnection::close));
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 10).handler(this::admit);
        router.route(CALLBACK).order(BEFORE_AUTHORIZATION).handler(Door::explainFailure);
        router.post(LOGOUT_FROM_BEHIND).order(10).handler(this::signOutFromBehind);
        router.route(LOGIN).order(10).handler(this::afterSignIn);
        router.route(CALLBACK).order(10).handler(this::afterSignIn);
        router.route("/*").order(Integer.MAX_VALUE - 10).handler(this::pass).failureHandler(this::failed);
        router.route(LOGIN).order(11).failureHandler(this::failed);
        router.route(CALLBACK).order(11).failureHandler(this::failed);
    }

    /** First look, before anything costs: what is too large, of unknown length or posing as a proxy ends here. */
    private void admit(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        headers.promise(routing);
        cookies.receive(request);
        routing.addHeadersEndHandler(head -> cookies.send(request));
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
        String path = routing.normalizedPath();
        if (!path.equals(request.path()) || path.indexOf(';') >= 0) {
            // What is routed by one reading of a path and served by another is a way around the route table and the
            // limits: to services what follows a semicolon is no part of the path.
            refuse(routing, Refusal.NOT_FOUND);
            return;
        }
        if (request.method() == HttpMethod.TRACE || (path.equals(LOGOUT) && request.method() != HttpMethod.POST)) {
            refuse(routing, Refusal.METHOD_NOT_ALLOWED);
            return;
        }
        if (path.equals(LOGOUT) && !origins.trusted(request)) {
            refuse(routing, Refusal.FOREIGN_ORIGIN);
            return;
        }
        openSession(routing);
    }

    /** A session speaks for its browser, whatever else the request claims; nobody else is believed but bearers of tokens. */
    private void openSession(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Optional<String> session = Cookies.session(request);
        @Nullable String authorization = request.getHeader("Authorization");
        if (session.isPresent() || (authorization != null && !bearer(authorization))) {
            request.headers().remove("Authorization");
        }
        if (session.isEmpty()) {
            enter(routing, false);
            return;
        }
        request.pause();
        sessions.open(routing, session.get(), !LOGOUT.equals(request.path()))
                .subscribe()
                .with(
                        found -> {
                            if (!found) {
                                Cookies.forget(request);
                            }
                            enter(routing, found);
                        },
                        failure -> failed(routing, failure));
    }

    private void enter(RoutingContext routing, boolean signedIn) {
        HttpServerRequest request = routing.request();
        String path = routing.normalizedPath();
        if (OWN_PATHS.contains(path)) {
            request.resume();
        }
        boolean signingIn = !signedIn && (path.equals(LOGIN) || path.equals(CALLBACK));
        if (signingIn && limited(routing, RateLimits.addressKey(address(request)), RouteClass.of(request))) {
            return;
        }
        if (!signingIn || path.equals(CALLBACK)) {
            routing.next();
            return;
        }
        keycloak.answers().subscribe().with(answers -> {
            if (answers) {
                routing.next();
            } else {
                refuse(routing, Refusal.SIGN_IN_UNAVAILABLE);
            }
        });
    }

    /** Says in our words that signing in failed, where Quarkus would answer by a bare status. */
    private static void explainFailure(RoutingContext routing) {
        BiConsumer<RoutingContext, Throwable> otherwise =
                Objects.requireNonNull(routing.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER));
        routing.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, (BiConsumer<RoutingContext, Throwable>) (same, failure) -> {
            if (!(failure instanceof AuthenticationCompletionException)) {
                otherwise.accept(same, failure);
            } else if (Keycloak.unreachable(failure)) {
                LOG.warn("A sign-in could not be completed: Keycloak did not answer as it should");
                refuse(same, Refusal.SIGN_IN_UNAVAILABLE);
            } else {
                LOG.infof("A sign-in was refused: %s", Keycloak.refused(failure).orElse("by our own checks"));
                refuse(same, Refusal.SIGN_IN_FAILED);
            }
        });
        routing.next();
    }

    /** Keycloak ended a session (OpenID Connect Back-Channel Logout): it ends here too. */
    private void signOutFromBehind(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (contentLength(request) > LARGEST_LOGOUT_TOKEN) {
            refuse(routing, Refusal.TOO_LARGE);
            return;
        }
        Uni.createFrom()
                .completionStage(() -> request.body().toCompletionStage())
                .map(body -> new QueryStringDecoder(body.toString(), false)
                        .parameters()
                        .getOrDefault("logout_token", List.of(""))
                        .getFirst())
                .chain(keycloak::ended)
                .chain(ended -> ended.isPresent()
                        ? sessions.end(ended.get()).replaceWith(200)
                        : Uni.createFrom().item(400))
                .subscribe()
                .with(
                        status -> routing.response()
                                .setStatusCode(status)
                                .putHeader("Cache-Control", "no-store")
                                .end(),
                        failure -> failed(routing, failure));
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
        if (!bearer && Cookies.session(request).isEmpty()) {
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
        RouteClass routeClass = RouteClass.of(request);
        if (limited(routing, caller, routeClass)) {
            return;
        }
        if (user != null && !bearer) {
            @Nullable AccessTokenCredential token = user.getCredential(AccessTokenCredential.class);
            if (token != null) {
                request.headers().set("Authorization", "Bearer " + token.getToken());
            }
            SecurityHeaders.keepPrivate(routing);
        }
        Cookies.withhold(request);
        request.headers().set("X-Forwarded-For", address(request));
        request.headers().set("X-Forwarded-Proto", config.publicUrl().getScheme());
        request.headers().set("X-Forwarded-Host", config.publicUrl().getRawAuthority());
        if (routeClass == RouteClass.STREAM) {
            HttpConnection connection = request.connection();
            streaming.add(connection);
            routing.addEndHandler(ended -> streaming.remove(connection));
        }
        Map<URI, HttpProxy> proxies = routeClass == RouteClass.STREAM ? streams : answers;
        Objects.requireNonNull(proxies.get(target)).handle(request);
    }

    /** A session that has ended makes a visitor again, not an error; a bearer token that does not hold goes on without. */
    private void unknown(RoutingContext routing, URI target, Throwable failure, boolean bearer) {
        if (failure instanceof AuthenticationFailedException || failure instanceof AuthenticationCompletionException) {
            if (bearer) {
                routing.response().putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                refuse(routing, Refusal.UNAUTHENTICATED);
                return;
            }
            Cookies.forget(routing.request());
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
        refuse(
                routing,
                failure instanceof OIDCException || failure instanceof Keycloak.Away
                        ? Refusal.SIGN_IN_UNAVAILABLE
                        : Refusal.SERVICE_UNAVAILABLE);
    }

    private boolean limited(RoutingContext routing, String caller, RouteClass routeClass) {
        long wait = limits.take(caller, routeClass);
        if (wait == 0) {
            return false;
        }
        routing.response().putHeader("Retry-After", Long.toString(wait));
        HttpServerRequest request = routing.request();
        if (SendAgain.possible(request, contentLength(request))) {
            request.body()
                    .onComplete(read -> refuse(
                            routing,
                            Refusal.TOO_MANY,
                            read.succeeded() ? SendAgain.form(request, read.result(), wait) : ""));
            request.resume();
        } else {
            refuse(routing, Refusal.TOO_MANY);
        }
        return true;
    }

    private static void refuse(RoutingContext routing, Refusal refusal) {
        refuse(routing, refusal, "");
    }

    private static void refuse(RoutingContext routing, Refusal refusal, String more) {
        if (routing.response().ended()) {
            return;
        }
        routing.request().resume();
        if (refusal.status() == 503) {
            routing.response().putHeader("Retry-After", RETRY_SECONDS);
        }
        routing.response()
                .setStatusCode(refusal.status())
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", refusal.contentType(routing.request()))
                .end(refusal.body(routing.request(), more));
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

    private static boolean bearer(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }

    /** Services know only their own address: a Location there is made a path again, so that it stays with us. */
    private record OwnLocation(URI target) implements ProxyInterceptor {
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            // Closing our connection to the service is between the two of us.
            context.response().headers().remove("Connection");
            @Nullable String location = context.response().headers().get("Location");
            String own = target.getScheme() + "://" + target.getRawAuthority();
            if (location != null && location.startsWith(own + "/")) {
                context.response().putHeader("Location", location.substring(own.length()));
            }
            return context.sendResponse();
        }
    }

    /**
     * Answers in our words when the service behind is away, instead of a bare 502. What only reads is asked for a second time when
     * its connection was lost as soon as it was used: a service closes idle connections when it likes, as one that ends does.
     */
    private static final class Unavailable implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest request = context.request().proxiedRequest();
            long sent = System.nanoTime();
            return context.sendRequest()
                    .recover(failure -> {
                        boolean lost =
                                System.nanoTime() - sent < LOST_AT_ONCE && !(failure instanceof ConnectException);
                        boolean asksNoMore = request.response().closed();
                        if (!lost || asksNoMore || !READS.contains(request.method()) || contentLength(request) > 0) {
                            return Future.failedFuture(failure);
                        }
                        context.request().setBody(Body.body(Buffer.buffer()));
                        return context.sendRequest();
                    })
                    .recover(failure -> {
                        LOG.warnf("No answer from the service of %s: %s", request.path(), failure.getMessage());
                        return Future.succeededFuture(away(context, request));
                    });
        }

        private static ProxyResponse away(ProxyContext context, HttpServerRequest request) {
            return context.request()
                    .release()
                    .response()
                    .setStatusCode(Refusal.SERVICE_UNAVAILABLE.status())
                    .putHeader("Content-Type", Refusal.SERVICE_UNAVAILABLE.contentType(request))
                    .putHeader("Retry-After", RETRY_SECONDS)
                    .putHeader("Cache-Control", "no-store")
                    .setBody(Body.body(Buffer.buffer(Refusal.SERVICE_UNAVAILABLE.body(request))));
        }
    }
}
