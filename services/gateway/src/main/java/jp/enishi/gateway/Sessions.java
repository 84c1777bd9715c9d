package jp.enishi.gateway;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Keeps the tokens of signed-in browsers in PostgreSQL. The cookie carries a random 256-bit key; the row is found by the
 * key's SHA-256 and its tokens are sealed with AES-GCM under that same key, so neither a stolen table nor a stolen
 * backup holds a usable token, and deleting the row ends the session on every replica.
 *
 * <p>A session ends by signing out, when Keycloak says so, or by age; never because Keycloak or the database is away.
 */
@Alternative
@Priority(1)
@Unremovable
@ApplicationScoped
public class Sessions implements TokenStateManager {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final String OPEN = "enishi.session";
    /** Longer than Keycloak's longest single sign-on session: Keycloak decides, this only cleans up. */
    private static final Duration KEPT = Duration.ofHours(11);
    /** What is left of a token when it is renewed. */
    private static final Duration RENEWED_BEFORE = Duration.ofSeconds(30);
    /** What must be left of a token that is still used: the time until a service looks at it. */
    private static final Duration USED_BEFORE = Duration.ofSeconds(2);

    private static final int NONCE_BYTES = 12;

    private final Pool pool;
    private final Keycloak keycloak;
    private final Vertx vertx;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** Renewals under way, so that requests that arrive together share one. */
    private final Map<String, Uni<Optional<AuthorizationCodeTokens>>> renewals = new ConcurrentHashMap<>();

    Sessions(Pool pool, Keycloak keycloak, Vertx vertx, Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.keycloak = keycloak;
        this.clock = clock;
    }

    void sweep(@Observes StartupEvent started) {
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

    /**
     * Opens the session of a cookie for this request; true when there is one. Fails with {@link Keycloak.Away} when its
     * tokens have ended and Keycloak can't be asked for new ones, or with the database's failure: then the session lives.
     *
     * @param renew whether the tokens are needed fresh
     */
    Uni<Boolean> open(RoutingContext routing, String cookie, boolean renew) {
        Context own = vertx.getOrCreateContext();
        return find(cookie)
                .chain(found -> renew && found.filter(this::ending).isPresent()
                        ? renewed(cookie).emitOn(task -> own.runOnContext(same -> task.run()))
                        : Uni.createFrom().item(found))
                .map(found -> {
                    found.ifPresent(tokens -> routing.put(OPEN, tokens));
                    return found.isPresent();
                });
    }

    /** Ends a session by Keycloak's id of it. */
    Uni<Void> end(String sid) {
        return pool.preparedQuery("delete from session where sid = $1")
                .execute(Tuple.of(sid))
                .replaceWithVoid();
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
                        "insert into session (key_hash, tokens, sid, expires_at) values ($1, $2, $3, now() + $4::text::interval)")
                .execute(Tuple.of(
                        Buffer.buffer(sha256(key)),
                        Buffer.buffer(seal(key, write(tokens))),
                        Keycloak.claims(tokens.getIdToken()).getString("sid"),
                        KEPT.toSeconds() + " seconds"))
                .replaceWith(() -> Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }

    /** The tokens of the session that was opened for this request. */
    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig config,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> context) {
        AuthorizationCodeTokens tokens = routing.get(OPEN);
        return tokens == null
                ? Uni.createFrom().failure(new AuthenticationFailedException("The session has ended"))
                : Uni.createFrom().item(tokens);
    }

    @Override
    public Uni<Void> deleteTokens(
            RoutingContext routing, OidcTenantConfig config, String state, OidcRequestContext<Void> context) {
        return key(state).map(this::delete).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> delete(byte[] key) {
        return pool.preparedQuery("delete from session where key_hash = $1")
                .execute(Tuple.of(Buffer.buffer(sha256(key))))
                .replaceWithVoid();
    }

    private Uni<Optional<AuthorizationCodeTokens>> find(String cookie) {
        Optional<byte[]> known = key(cookie);
        if (known.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        byte[] key = known.get();
        return pool.preparedQuery("select tokens from session where key_hash = $1 and expires_at > now()")
                .execute(Tuple.of(Buffer.buffer(sha256(key))))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? open(key, found.next().getBuffer("tokens").getBytes())
                                    .map(Sessions::read)
                            : Optional.empty();
                });
    }

    /** The session with new tokens, asked for once however many requests need them; empty when it has ended. */
    private Uni<Optional<AuthorizationCodeTokens>> renewed(String cookie) {
        return Uni.createFrom()
                .deferred(() -> renewals.computeIfAbsent(
                        cookie,
                        same -> renewal(same)
                                .onTermination()
                                .invoke(() -> renewals.remove(same))
                                .memoize()
                                .indefinitely()));
    }

    private Uni<Optional<AuthorizationCodeTokens>> renewal(String cookie) {
        // Read again: the renewal before this one may have ended between our first look and now.
        return find(cookie).chain(found -> {
            if (found.filter(this::ending).isEmpty()) {
                return Uni.createFrom().item(found);
            }
            byte[] key = key(cookie).orElseThrow();
            AuthorizationCodeTokens old = found.get();
            return keycloak.renew(old.getRefreshToken())
                    .chain(tokens -> replace(key, complete(tokens, old)))
                    .onFailure(Keycloak.SessionOver.class)
                    .recoverWithUni(over -> delete(key).replaceWith(Optional.empty()))
                    .onFailure(Keycloak.Away.class)
                    .recoverWithUni(away -> left(old).compareTo(USED_BEFORE) > 0
                            ? Uni.createFrom().item(found)
                            : Uni.createFrom().failure(away));
        });
    }

    /** Signing out meanwhile wins: then there is no row to change and no session. */
    private Uni<Optional<AuthorizationCodeTokens>> replace(byte[] key, AuthorizationCodeTokens tokens) {
        return pool.preparedQuery("update session set tokens = $2 where key_hash = $1")
                .execute(Tuple.of(Buffer.buffer(sha256(key)), Buffer.buffer(seal(key, write(tokens)))))
                .map(rows -> rows.rowCount() == 1 ? Optional.of(tokens) : Optional.empty());
    }

    /** A refresh may answer without the tokens that stay as they are. */
    private static AuthorizationCodeTokens complete(AuthorizationCodeTokens tokens, AuthorizationCodeTokens old) {
        if (tokens.getIdToken() == null) {
            tokens.setIdToken(old.getIdToken());
        }
        if (tokens.getRefreshToken() == null) {
            tokens.setRefreshToken(old.getRefreshToken());
        }
        return tokens;
    }

    private boolean ending(AuthorizationCodeTokens tokens) {
        return left(tokens).compareTo(RENEWED_BEFORE) < 0;
    }

    private Duration left(AuthorizationCodeTokens tokens) {
        long end = Math.min(
                Keycloak.claims(tokens.getIdToken()).getLong("exp"),
                Keycloak.claims(tokens.getAccessToken()).getLong("exp"));
        return Duration.between(clock.instant(), Instant.ofEpochSecond(end));
    }

    private static Optional<byte[]> key(String cookie) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(cookie);
            return key.length == 32 ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
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
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, text.getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
            return both;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** What was sealed under this key; empty when it was another one or the row was tampered with. */
    private static Optional<String> open(byte[] key, byte[] both) {
        byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        try {
            return Optional.of(new String(cipher(Cipher.DECRYPT_MODE, key, nonce, sealed), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException foreign) {
            LOG.warn("A session can't be opened with its key", foreign);
            return Optional.empty();
        }
    }

    private static byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] input) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return cipher.doFinal(input);
    }

    private static byte[] sha256(byte[] key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
