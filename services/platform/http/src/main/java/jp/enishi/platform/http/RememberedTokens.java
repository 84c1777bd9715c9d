package jp.enishi.platform.http;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a bearer token speaks for is found out once a minute, not at each of the calls that a page makes with it: to verify a
 * signature and to read the claims is a tenth of what a service does. A token is known by all of its characters, so another
 * one is always verified, and never longer than it is valid. A key that the issuer withdraws is believed for at most that minute.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class RememberedTokens implements HttpAuthenticationMechanism {
    private static final Duration BELIEVED = Duration.ofMinutes(1);
    private static final int MOST = 1_000;
    private static final String REQUEST = RoutingContext.class.getName();

    private record Remembered(SecurityIdentity identity, Instant until) {}

    private final HttpAuthenticationMechanism verifying;
    private final Clock clock;
    private final Map<String, Remembered> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    });

    @Inject
    RememberedTokens(OidcAuthenticationMechanism verifying, Clock clock) {
        this((HttpAuthenticationMechanism) verifying, clock);
    }

    RememberedTokens(HttpAuthenticationMechanism verifying, Clock clock) {
        this.verifying = verifying;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return verifying.authenticate(request, providers);
        }
        Remembered remembered = known.get(authorization);
        if (remembered != null && clock.instant().isBefore(remembered.until())) {
            return Uni.createFrom().item(remembered.identity());
        }
        return verifying.authenticate(request, providers).invoke(identity -> remember(authorization, identity));
    }

    /** Whether whom it names would be believed without verifying it. */
    boolean remembers(String authorization) {
        Remembered remembered = known.get(authorization);
        return remembered != null && clock.instant().isBefore(remembered.until());
    }

    private void remember(String authorization, @Nullable SecurityIdentity identity) {
        if (identity != null && identity.getPrincipal() instanceof OidcJwtCallerPrincipal token) {
            Instant believed = clock.instant().plus(BELIEVED);
            Instant expires = Instant.ofEpochSecond(token.getExpirationTime());
            known.put(
                    authorization,
                    new Remembered(withoutRequest(identity), believed.isBefore(expires) ? believed : expires));
        }
    }

    /** Of the request with which it came nothing is kept. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials());
        identity.getAttributes().forEach((name, value) -> {
            if (!name.equals(REQUEST)) {
                builder.addAttribute(name, value);
            }
        });
        return builder.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return verifying.getChallenge(request);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return verifying.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return verifying.getCredentialTransport(request);
    }
}
