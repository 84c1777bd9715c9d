package jp.enishi.gateway;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/** What the gateway asks of Keycloak besides Quarkus' own code flow. */
@ApplicationScoped
public class Keycloak {
    private static final Logger LOG = Logger.getLogger(Keycloak.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

    /** Keycloak has no such session any more. */
    static final class SessionOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SessionOver(Throwable refusal) {
            super(refusal);
        }
    }

    /** Keycloak did not answer, or not as it should: nothing is known about the session. */
    static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Away(@Nullable Throwable failure) {
            super(failure);
        }
    }

    private final TenantConfigBean tenants;
    private final HttpClient client;
    private final String discovery;

    Keycloak(
            TenantConfigBean tenants,
            Vertx vertx,
            TlsConfigurationRegistry authorities,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer,
            @ConfigProperty(name = "quarkus.oidc.tls.tls-configuration-name") Optional<String> authority) {
        this.tenants = tenants;
        HttpClientOptions options = new HttpClientOptions();
        // Whom the code flow trusts, this trusts too.
        authority.flatMap(authorities::get).ifPresent(tls -> TlsConfigUtils.configure(options, tls));
        this.client = vertx.createHttpClient(options);
        this.discovery = issuer + "/.well-known/openid-configuration";
    }

    /** New tokens for a refresh token; fails with {@link SessionOver} or {@link Away}. */
    Uni<AuthorizationCodeTokens> renew(String refreshToken) {
        return provider()
                .chain(provider -> provider.refreshTokens(refreshToken))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure ->
                        refused(failure).filter("invalid_grant"::equals).isPresent()
                                ? new SessionOver(failure)
                                : new Away(failure));
    }

    /** Whether somebody who is sent to Keycloak now finds it. */
    Uni<Boolean> answers() {
        return client.request(new io.vertx.core.http.RequestOptions()
                        .setAbsoluteURI(discovery)
                        .setConnectTimeout(PATIENCE.toMillis())
                        .setIdleTimeout(PATIENCE.toMillis()))
                .chain(request -> request.send())
                .map(answer -> answer.statusCode() == 200)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("Keycloak does not answer: %s", failure.getMessage());
                    return false;
                });
    }

    /** Keycloak's id of the session that a logout token ends; empty when it is no such token. */
    Uni<Optional<String>> ended(String logoutToken) {
        return provider().map(provider -> {
            try {
                provider.verifyLogoutJwtToken(logoutToken);
            } catch (InvalidJwtException forged) {
                LOG.debugf("Not a logout token: %s", forged.getMessage());
                return Optional.<String>empty();
            }
            JsonObject claims = claims(logoutToken);
            boolean logout = !claims.containsKey("nonce")
                    && claims.getValue("events") instanceof JsonObject events
                    && events.containsKey(LOGOUT);
            return logout ? Optional.ofNullable(claims.getString("sid")) : Optional.empty();
        });
    }

    /** The error code (RFC 6749 §5.2) by which Keycloak refused; empty when it did not get as far. */
    static Optional<String> refused(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OIDCException && cause.getMessage() != null) {
                try {
                    return Optional.ofNullable(new JsonObject(cause.getMessage()).getString("error"));
                } catch (DecodeException noAnswerOfKeycloak) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a sign-in failed because Keycloak could not be asked, not because of the person. */
    static boolean unreachable(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof VertxException || cause instanceof TimeoutException) {
                return true;
            }
            if (cause instanceof OIDCException) {
                return refused(cause).isEmpty();
            }
        }
        return false;
    }

    /** The claims of a token that came from Keycloak itself or has been verified. */
    static JsonObject claims(String token) {
        String[] parts = token.split("\\.", -1);
        return new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }

    private Uni<OidcProvider> provider() {
        return tenants.getDefaultTenant()
                .initialize()
                .map(TenantConfigContext::provider)
                .onItem()
                .ifNull()
                .failWith(() -> new Away(null));
    }
}
