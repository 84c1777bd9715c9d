package jp.enishi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import org.junit.jupiter.api.Test;

/** Sessions in the real table, as the application's role. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Upstream.class)
class SessionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final OidcTenantConfig CONFIG = null;
    private static final OidcRequestContext<String> NEW = null;
    private static final OidcRequestContext<AuthorizationCodeTokens> READ = null;
    private static final OidcRequestContext<Void> END = null;

    @Inject
    Sessions sessions;

    Database database;

    private String open() {
        return sessions.createTokenState(
                        request(),
                        CONFIG,
                        new AuthorizationCodeTokens(
                                token("id-canary"), token("access-canary"), "refresh-canary", 300L, "openid"),
                        NEW)
                .await()
                .atMost(LIMIT);
    }

    /** A token by its claims alone: nobody here looks at the signature. */
    private static String token(String canary) {
        String claims = "{\"jti\":\"%s\",\"sid\":\"sid-canary\",\"exp\":%d}"
                .formatted(canary, Instant.now().plusSeconds(300).getEpochSecond());
        return "head." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }

    private AuthorizationCodeTokens read(String key) {
        RoutingContext request = request();
        sessions.open(request, key, true).await().atMost(LIMIT);
        return sessions.getTokens(request, CONFIG, key, READ).await().atMost(LIMIT);
    }

    private void delete(String key) {
        sessions.deleteTokens(request(), CONFIG, key, END).await().atMost(LIMIT);
    }

    @Test
    void aSessionGivesBackItsTokens() {
        AuthorizationCodeTokens tokens = read(open());
        assertThat(Keycloak.claims(tokens.getIdToken()).getString("jti")).isEqualTo("id-canary");
        assertThat(Keycloak.claims(tokens.getAccessToken()).getString("jti")).isEqualTo("access-canary");
        assertThat(tokens.getRefreshToken()).isEqualTo("refresh-canary");
        assertThat(tokens.getAccessTokenExpiresIn()).isEqualTo(300L);
        assertThat(tokens.getAccessTokenScope()).isEqualTo("openid");
    }

    @Test
    void theTableHoldsNeitherTokensNorTheKey() throws SQLException {
        String key = open();
        assertThat(key).hasSize(43);
        try (Connection connection = database.connect();
                ResultSet rows = connection.createStatement().executeQuery("select key_hash, tokens from session")) {
            int count = 0;
            while (rows.next()) {
                count++;
                String stored = new String(rows.getBytes("key_hash"), StandardCharsets.ISO_8859_1)
                        + new String(rows.getBytes("tokens"), StandardCharsets.ISO_8859_1);
                assertThat(stored).doesNotContain("canary", "eyJ", key);
            }
            assertThat(count).isPositive();
        }
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        String key = open();
        delete(key);
        assertThatThrownBy(() -> read(key)).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aSessionEndsByTheNameThatKeycloakGaveIt() {
        String key = open();
        sessions.end("another-sid").await().atMost(LIMIT);
        assertThat(read(key).getRefreshToken()).isEqualTo("refresh-canary");
        sessions.end("sid-canary").await().atMost(LIMIT);
        assertThatThrownBy(() -> read(key)).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aKeyOfAnotherSessionOpensNothing() throws SQLException {
        String key = open();
        String other = open();
        try (Connection connection = database.connect()) {
            connection
                    .createStatement()
                    .executeUpdate(
                            "update session set tokens = (select tokens from session order by created_at limit 1)");
        }
        assertThat(key).isNotEqualTo(other);
        assertThatThrownBy(() -> read(other)).isInstanceOf(AuthenticationFailedException.class);
    }

    private static RoutingContext request() {
        Map<Object, Object> kept = new HashMap<>();
        return (RoutingContext) Proxy.newProxyInstance(
                RoutingContext.class.getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "put" -> {
                        kept.put(args[0], args[1]);
                        yield proxy;
                    }
                    case "get" -> kept.get(args[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
