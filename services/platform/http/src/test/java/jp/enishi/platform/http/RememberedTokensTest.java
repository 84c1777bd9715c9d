package jp.enishi.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RememberedTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    private final Verifying verifying = new Verifying();
    private final Passing clock = new Passing();
    private final RememberedTokens tokens = new RememberedTokens(verifying, clock);

    @Test
    void whatWasVerifiedIsBelievedForAMinute() {
        assertThat(who("Bearer a")).isEqualTo("a");
        clock.pass(Duration.ofSeconds(59));
        assertThat(who("Bearer a")).isEqualTo("a");
        assertThat(verifying.asked).containsExactly("Bearer a");

        clock.pass(Duration.ofSeconds(1));
        assertThat(who("Bearer a")).isEqualTo("a");
        assertThat(verifying.asked).containsExactly("Bearer a", "Bearer a");
    }

    @Test
    void nobodyIsBelievedForLongerThanTheTokenIsValid() {
        verifying.expires = NOW.plusSeconds(10);
        who("Bearer a");
        clock.pass(Duration.ofSeconds(9));
        who("Bearer a");
        assertThat(verifying.asked).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        verifying.refusing = true;
        assertThat(who("Bearer a")).isEqualTo("refused");
    }

    @Test
    void anotherTokenIsAlwaysVerified() {
        who("Bearer a");
        assertThat(who("Bearer b")).isEqualTo("b");
        verifying.refusing = true;
        assertThat(who("Bearer a.")).isEqualTo("refused");
        assertThat(who("bearer a")).isEqualTo("refused");
        assertThat(who("Bearer a")).isEqualTo("a");
    }

    @Test
    void whatWasRefusedIsVerifiedEachTime() {
        verifying.refusing = true;
        assertThat(who("Bearer a")).isEqualTo("refused");
        verifying.refusing = false;
        assertThat(who("Bearer a")).isEqualTo("a");
    }

    @Test
    void whoeverSendsNoTokenIsUnknownAfterSomebodyElseWasKnown() {
        who("Bearer a");
        assertThat(who(null)).isEqualTo("nobody");
    }

    @Test
    void nothingOfTheFirstRequestIsKept() {
        identity("Bearer a");
        SecurityIdentity remembered = identity("Bearer a");
        assertThat(remembered).isNotNull();
        assertThat(remembered.getAttributes()).containsOnlyKeys("tenant-id");
        assertThat(remembered.getRoles()).containsExactly("talent");
        assertThat(remembered.getCredential(AccessTokenCredential.class).getToken())
                .isEqualTo("a");
    }

    private String who(@Nullable String authorization) {
        try {
            SecurityIdentity identity = identity(authorization);
            return identity == null ? "nobody" : identity.getPrincipal().getName();
        } catch (AuthenticationFailedException refused) {
            return "refused";
        }
    }

    private @Nullable SecurityIdentity identity(@Nullable String authorization) {
        return tokens.authenticate(request(authorization), null).await().indefinitely();
    }

    private static RoutingContext request(@Nullable String authorization) {
        HttpServerRequest http = only(
                HttpServerRequest.class,
                "getHeader",
                name -> HttpHeaders.AUTHORIZATION.equals(name) ? authorization : null);
        return only(RoutingContext.class, "request", none -> http);
    }

    private interface Answer {
        @Nullable
        Object to(@Nullable Object argument);
    }

    /** Answers that method and no other one. */
    private static <T> T only(Class<T> type, String method, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    if (!called.getName().equals(method)) {
                        throw new UnsupportedOperationException(called.getName());
                    }
                    return answer.to(arguments == null ? null : arguments[0]);
                }));
    }

    /** Who the token says, without a look at any signature. */
    private static final class Verifying implements HttpAuthenticationMechanism {
        private final List<String> asked = new ArrayList<>();
        private Instant expires = NOW.plus(Duration.ofHours(1));
        private boolean refusing;

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
            String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
            if (authorization == null) {
                return Uni.createFrom().nullItem();
            }
            if (refusing) {
                return Uni.createFrom().failure(new AuthenticationFailedException());
            }
            asked.add(authorization);
            String token = authorization.substring("Bearer ".length());
            JwtClaims claims = new JwtClaims();
            claims.setSubject(token);
            claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
            var credential = new AccessTokenCredential(token);
            return Uni.createFrom()
                    .item(QuarkusSecurityIdentity.builder()
                            .setPrincipal(new OidcJwtCallerPrincipal(claims, credential))
                            .addCredential(credential)
                            .addRole("talent")
                            .addAttribute("tenant-id", "Default")
                            .addAttribute(RoutingContext.class.getName(), request)
                            .build());
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Passing extends Clock {
        private Instant now = NOW;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
