package jp.enishi.gateway;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Keeps the tokens of signed-in browsers in PostgreSQL. The cookie carries a random 256-bit key; the row is found by the
 * key's SHA-256 and its tokens are sealed with AES-GCM under that same key, so neither a stolen table nor a stolen
 * backup holds a usable token, and deleting the row ends the session on every replica.
 */
@Alternative
@Priority(1)
@Unremovable
@ApplicationScoped
public class Sessions implements TokenStateManager {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    /** Longer than Keycloak's longest single sign-on session: Keycloak decides, this only cleans up. */
    private static final Duration KEPT = Duration.ofHours(11);

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int NONCE_BYTES = 12;

    private final Pool pool;
    private final SecureRandom random = new SecureRandom();

    Sessions(Pool pool) {
        this.pool = pool;
    }

    void sweep(@Observes StartupEvent started, Vertx vertx) {
        vertx.setPeriodic(
                Duration.ofMinutes(10).toMillis(),
                tick -> pool.query("delete from session where expires_at < now()")
                        .execute()
                        .subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warn(
                                        "Expired sessions could not be deleted; the next sweep tries again", failure)));
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext routing,
            OidcTenantConfig config,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> context) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return pool.preparedQuery(
                        "insert into session (key_hash, tokens, expires_at) values ($1, $2, now() + $3::text::interval)")
                .execute(Tuple.of(
                        Buffer.buffer(sha256(key)),
                        Buffer.buffer(seal(key, write(tokens))),
                        KEPT.toSeconds() + " seconds"))
                .replaceWith(() -> Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig config,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> context) {
        byte[] key = key(state);
        return pool.preparedQuery("select tokens from session where key_hash = $1 and expires_at > now()")
                .execute(Tuple.of(Buffer.buffer(sha256(key))))
                .map(rows -> {
                    var found = rows.iterator();
                    if (!found.hasNext()) {
                        throw new AuthenticationFailedException("The session has ended");
                    }
                    return read(open(key, found.next().getBuffer("tokens").getBytes()));
                });
    }

    /**
     * Signing out ends the session at once. A refresh replaces it by another key: requests that are already under way
     * with the old one find it for {@link #GRACE}, otherwise parallel requests would sign the reader out.
     */
    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig config, String state, OidcRequestContext<Void> context) {
        if (!routing.normalizedPath().equals("/logout")) {
            return pool.preparedQuery(
                            "update session set expires_at = least(expires_at, now() + $2::text::interval) where key_hash = $1")
                    .execute(Tuple.of(Buffer.buffer(sha256(key(state))), GRACE.toSeconds() + " seconds"))
                    .replaceWithVoid();
        }
        return pool.preparedQuery("delete from session where key_hash = $1")
                .execute(Tuple.of(Buffer.buffer(sha256(key(state)))))
                .replaceWithVoid();
    }

    private static byte[] key(String state) {
        try {
            return Base64.getUrlDecoder().decode(state);
        } catch (IllegalArgumentException notBase64) {
            throw new AuthenticationFailedException("Not a session key");
        }
    }

    private static String write(AuthorizationCodeTokens tokens) {
        return new JsonObject()
                .put("id", tokens.getIdToken())
                .put("access", tokens.getAccessToken())
                .put("refresh", tokens.getRefreshToken())
                .put("expiresIn", tokens.getAccessTokenExpiresIn())
                .put("scope", tokens.getAccessTokenScope())
                .encode();
    }

    private static AuthorizationCodeTokens read(String json) {
        JsonObject tokens = new JsonObject(json);
        return new AuthorizationCodeTokens(
                tokens.getString("id"),
                tokens.getString("access"),
                tokens.getString("refresh"),
                tokens.getLong("expiresIn"),
                tokens.getString("scope"));
    }

    private byte[] seal(byte[] key, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, text.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return both;
    }

    private static String open(byte[] key, byte[] both) {
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(cipher(Cipher.DECRYPT_MODE, key, nonce, sealed), StandardCharsets.UTF_8);
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new AuthenticationFailedException("The session can't be opened", failure);
        }
    }

    private static byte[] sha256(byte[] key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
