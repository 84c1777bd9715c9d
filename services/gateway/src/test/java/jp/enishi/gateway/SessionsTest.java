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
                        at("/login/callback"),
                        CONFIG,
                        new AuthorizationCodeTokens("id-canary", "access-canary", "refresh-canary", 300L, "openid"),
                        NEW)
                .await()
                .atMost(LIMIT);
    }

    private AuthorizationCodeTokens read(String key) {
        return sessions.getTokens(at("/"), CONFIG, key, READ).await().atMost(LIMIT);
    }

    private void delete(String path, String key) {
        sessions.deleteTokens(at(path), CONFIG, key, END).await().atMost(LIMIT);
    }

    @Test
    void aSessionGivesBackItsTokens() {
        AuthorizationCodeTokens tokens = read(open());
        assertThat(tokens.getIdToken()).isEqualTo("id-canary");
        assertThat(tokens.getAccessToken()).isEqualTo("access-canary");
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
                assertThat(stored).doesNotContain("canary", key);
            }
            assertThat(count).isPositive();
        }
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        String key = open();
        delete("/logout", key);
        assertThatThrownBy(() -> read(key)).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aRefreshedSessionServesRequestsUnderWayAndThenEnds() throws SQLException {
        String key = open();
        delete("/cases", key);
        assertThat(read(key).getAccessToken()).isEqualTo("access-canary");
        try (Connection connection = database.connect();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from session where expires_at < now() + interval '31 seconds'")) {
            rows.next();
            assertThat(rows.getInt(1)).isPositive();
        }
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

    private static RoutingContext at(String path) {
        return (RoutingContext) Proxy.newProxyInstance(
                RoutingContext.class.getClassLoader(), new Class<?>[] {RoutingContext.class}, (proxy, method, args) -> {
                    if (method.getName().equals("normalizedPath")) {
                        return path;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
