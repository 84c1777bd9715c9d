package jp.enishi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jp.enishi.platform.test.Database;
import jp.enishi.platform.test.EnishiTestResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out as a browser does, and what holds a session while Keycloak or the database is away. */
@QuarkusTest
@QuarkusTestResource(EnishiTestResource.class)
@QuarkusTestResource(Upstream.class)
@QuarkusTestResource(value = SignInProvider.class, restrictToAnnotatedClass = true)
class SignInTest {
    private static final String SESSION = "__Host-q_session";

    @TestHTTPResource("/")
    URI base;

    @Inject
    Sessions sessions;

    SignInProvider provider;
    Database database;
    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @AfterEach
    void reset() {
        provider.reset();
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private URI authorization(String to) {
        HttpResponse<String> answer = browser.get("/login" + (to.isEmpty() ? "" : "?to=" + encode(to)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return URI.create(location(answer));
    }

    private void signIn() {
        HttpResponse<String> done = browser.get(provider.approve(authorization("/page"), "hanako"));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(302);
        assertThat(browser.cookies).containsKey(SESSION);
    }

    /** A browser whose session holds tokens that end in so many seconds. */
    private void sessionEndingIn(long seconds) {
        JsonObject tokens = provider.tokens("taro-" + UUID.randomUUID(), null, seconds);
        String key = sessions.createTokenState(
                        null,
                        null,
                        new AuthorizationCodeTokens(
                                tokens.getString("id_token"),
                                tokens.getString("access_token"),
                                tokens.getString("refresh_token"),
                                seconds,
                                "openid"),
                        null)
                .await()
                .atMost(Duration.ofSeconds(10));
        browser.cookies.put(SESSION, key);
    }

    private static String authorizationOf(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("headers").getString("authorization");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aBrowserSignsInByACodeBoundToItself() {
        URI authorization = authorization("/cases?tab=2");
        Map<String, String> asked = SignInProvider.form(authorization.getRawQuery());
        assertThat(authorization.toString()).startsWith(provider.issuer() + "/protocol/openid-connect/auth?");
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "bff")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "https://enishi.example/login/callback");
        assertThat(asked.get("code_challenge")).hasSize(43);
        assertThat(asked.get("state")).hasSizeGreaterThan(20);
        assertThat(asked.get("nonce")).hasSizeGreaterThan(20);
        assertThat(asked.get("scope")).contains("openid");

        HttpResponse<String> callback = browser.get(provider.approve(authorization, "hanako"));
        assertThat(callback.statusCode()).as(callback.body()).isEqualTo(302);
        URI restored = URI.create(location(callback));
        assertThat(restored.getAuthority()).isEqualTo("enishi.example");
        HttpResponse<String> back = browser.get(restored.getRawPath() + "?" + restored.getRawQuery());
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(location(back)).isEqualTo("/cases?tab=2");
        String token = authorizationOf(browser.get("/cases?tab=2"));
        assertThat(SignInProvider.claim(token, "sub")).isEqualTo("hanako");
        assertThat(SignInProvider.claim(token, "typ")).isEqualTo("Bearer");
    }

    @Test
    void twoSignInsAtOnceInOneBrowserBothEndWell() {
        URI one = authorization("/one");
        URI two = authorization("/two");
        assertThat(browser.get(provider.approve(one, "hanako")).statusCode()).isEqualTo(302);
        HttpResponse<String> late = browser.get(provider.approve(two, "hanako"));
        assertThat(late.statusCode()).as(late.body()).isBetween(302, 303);
        assertThat(location(late)).matches("/|https://enishi\\.example/login\\?to=.*");
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
    }

    @Test
    void anotherStateNonceOrASpentCodeSignsNobodyIn() {
        String callback = provider.approve(authorization("/page"), "hanako");
        HttpResponse<String> foreign = browser.get(callback.replaceFirst("state=[^&]+", "state=" + UUID.randomUUID()));
        assertThat(foreign.statusCode()).isIn(302, 400, 401);
        assertThat(browser.cookies).doesNotContainKey(SESSION);

        provider.otherNonce = "of-another-browser";
        HttpResponse<String> replayed =
                browser.get(provider.approve(authorization("/page"), "hanako"), "Accept-Language", "en");
        assertThat(replayed.statusCode()).isEqualTo(400);
        assertThat(replayed.body()).contains("lang=\"en\"").contains("Sign-in was not completed");
        assertThat(browser.cookies).doesNotContainKey(SESSION);
        provider.reset();

        String once = provider.approve(authorization("/page"), "hanako");
        Map<String, String> before = Map.copyOf(browser.cookies);
        assertThat(browser.get(once).statusCode()).isEqualTo(302);
        browser.cookies.clear();
        browser.cookies.putAll(before);
        assertThat(browser.get(once).statusCode()).isEqualTo(400);
        assertThat(browser.cookies).doesNotContainKey(SESSION);
    }

    @Test
    void whoCancelsAtKeycloakGetsAPage() {
        String state = SignInProvider.form(authorization("/page").getRawQuery()).get("state");
        HttpResponse<String> answer = browser.get("/login/callback?error=access_denied&state=" + state);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("lang=\"ja\"").contains("ログインを完了できませんでした");
    }

    @Test
    void cookiesCannotBePlantedReadByScriptsOrSentFromOtherSites() {
        signIn();
        assertThat(browser.setCookies)
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-q_")
                        .contains("; Path=/")
                        .contains("Secure")
                        .containsIgnoringCase("HttpOnly")
                        .contains("SameSite=Lax")
                        .doesNotContain("Domain")
                        .hasSizeLessThan(4_096));
        String key = browser.cookies.remove(SESSION);
        assertThat(key).hasSize(43);
        browser.cookies.put("q_session", key);
        assertThat(authorizationOf(browser.get("/page"))).isNull();
    }

    @Test
    void tokensNeverReachTheBrowser() {
        signIn();
        String access = authorizationOf(browser.get("/page")).substring("Bearer ".length());
        browser.get("/loose");
        browser.get("/api/v1/nobody");
        String seen = browser.seen().replaceFirst("(?s)\"authorization\":\"Bearer [^\"]+\"", "");
        assertThat(seen).doesNotContain(access);
        browser.post("/logout");
        // The one token that a browser carries to Keycloak, as OpenID Connect has it: it proves a person and opens
        // nothing.
        String later = browser.seen().substring(browser.seen().lastIndexOf("id_token_hint="));
        assertThat(SignInProvider.claim(
                        later.substring("id_token_hint=".length()).split("&")[0], "typ"))
                .isEqualTo("ID");
        assertThat(Stream.of(browser.seen().split("[^A-Za-z0-9_.-]+"))
                        .filter(word -> word.matches("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                        .map(token -> SignInProvider.claim(token, "typ"))
                        .filter(type -> !type.equals("ID")))
                .as("the upstream's echo of its own header is the only other token")
                .containsOnly("Bearer")
                .hasSize(1);
    }

    @Test
    void signingOutEndsTheSessionEverywhereAtOnce() {
        signIn();
        Browser thief = new Browser(base);
        thief.cookies.putAll(browser.cookies);
        assertThat(authorizationOf(thief.get("/page"))).startsWith("Bearer ");

        HttpResponse<String> out = browser.post("/logout");
        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(location(out))
                .startsWith(provider.issuer() + "/protocol/openid-connect/logout?")
                .contains("post_logout_redirect_uri=https%3A%2F%2Fenishi.example%2F");
        assertThat(out.headers().firstValue("Clear-Site-Data"))
                .hasValueSatisfying(data -> assertThat(data).contains("cache", "storage"));
        assertThat(out.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("form-action 'self' "
                                + URI.create(provider.issuer())
                                        .resolve("/")
                                        .toString()
                                        .replaceFirst("/$", "")));
        assertThat(browser.cookies).doesNotContainKey(SESSION);

        assertThat(authorizationOf(thief.get("/page"))).isNull();
        assertThat(thief.cookies).doesNotContainKey(SESSION);
    }

    @Test
    void signingOutWorksWithoutKeycloakToo() {
        sessionEndingIn(-10);
        String key = browser.cookies.get(SESSION);
        provider.away();
        try {
            assertThat(browser.post("/logout").statusCode()).isEqualTo(302);
        } finally {
            provider.back();
        }
        browser.cookies.put(SESSION, key);
        assertThat(authorizationOf(browser.get("/page"))).isNull();
    }

    @Test
    void keycloakEndsASessionFromBehind() throws Exception {
        signIn();
        assertThat(logoutFromBehind(provider.logoutToken("hanako", "somebody-else")))
                .isEqualTo(400);
        assertThat(logoutFromBehind("abc.def.ghi")).isEqualTo(400);
        assertThat(logoutFromBehind(provider.tokens("hanako", null, 60).getString("id_token")))
                .isEqualTo(400);
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
        assertThat(logoutFromBehind(provider.logoutToken("hanako", "bff"))).isEqualTo(200);
        assertThat(authorizationOf(browser.get("/page"))).isNull();
    }

    private int logoutFromBehind(String token) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(base.resolve("/logout/backchannel"))
                                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("logout_token=" + token))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aSessionSpeaksForItselfWhateverTheBrowserClaims() {
        signIn();
        HttpResponse<String> answer = browser.get(
                "/page",
                "Authorization",
                "Bearer abc.def.ghi",
                "X-User",
                "admin",
                "X-Forwarded-User",
                "admin",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Enishi-Roles",
                "admin");
        assertThat(SignInProvider.claim(authorizationOf(answer), "sub")).isEqualTo("hanako");
        JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
        assertThat(headers.fieldNames()).doesNotContain("x-user", "x-forwarded-user", "x-enishi-roles");
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.encode()).doesNotContain("q_session").doesNotContain("6.6.6.6");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aVisitorsOtherCredentialsArePassedToNobody() {
        assertThat(authorizationOf(browser.get("/page", "Authorization", "Basic YWRtaW46YWRtaW4=")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "https:evil.example",
                "/\t/evil.example",
                "/%0d%0aSet-Cookie:x",
                "javascript:alert(1)",
                ""
            })
    void theWayBackLeadsNowhereElse(String to) {
        signIn();
        HttpResponse<String> answer = browser.get("/login?to=" + encode(to));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isIn("/", "/%0d%0aSet-Cookie:x");
        assertThat(answer.headers().map()).doesNotContainKey("x");
    }

    @Test
    void parallelRequestsShareOneRefresh() {
        sessionEndingIn(-10);
        provider.refreshes.set(0);
        var answers = Stream.generate(() -> browser.getLater("/page")).limit(20).toList();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        assertThat(answers.stream()
                        .map(answer -> authorizationOf(answer.join()))
                        .distinct())
                .hasSize(1)
                .allSatisfy(token -> assertThat(token).startsWith("Bearer "));
        assertThat(provider.refreshes).hasValue(1);
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
        assertThat(provider.refreshes).hasValue(1);
    }

    @Test
    void aSessionOutlivesKeycloaksAbsence() {
        sessionEndingIn(-10);
        Map<String, String> before = Map.copyOf(browser.cookies);
        provider.away();
        try {
            HttpResponse<String> page = browser.get("/page");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("lang=\"ja\"");
            HttpResponse<String> api = browser.get("/api/v1/talents/me", "Accept-Language", "en");
            assertThat(api.statusCode()).isEqualTo(503);
            assertThat(api.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(api.headers().firstValue("Retry-After")).isPresent();
            assertThat(browser.cookies).isEqualTo(before);
        } finally {
            provider.back();
        }
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
        assertThat(browser.cookies).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429})
    void aSessionOutlivesKeycloaksTroubles(int status) {
        sessionEndingIn(-10);
        Map<String, String> before = Map.copyOf(browser.cookies);
        provider.failing = status;
        assertThat(browser.get("/page").statusCode()).isEqualTo(503);
        assertThat(browser.cookies).isEqualTo(before);
        provider.reset();
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
    }

    @Test
    void aTokenThatHoldsIsUsedWhileKeycloakIsAway() {
        sessionEndingIn(20);
        provider.away();
        try {
            assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
        } finally {
            provider.back();
        }
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
        assertThat(provider.refreshes).hasValue(1);
    }

    @Test
    void aSessionThatEndedAtKeycloakMakesAVisitor() {
        sessionEndingIn(-10);
        String key = browser.cookies.get(SESSION);
        provider.end();
        assertThat(authorizationOf(browser.get("/page"))).isNull();
        assertThat(browser.cookies).doesNotContainKey(SESSION);
        browser.cookies.put(SESSION, key);
        assertThat(authorizationOf(browser.get("/page"))).isNull();
        assertThat(provider.refreshes).hasValue(1);
        browser.cookies.put(SESSION, key);
        signIn();
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
    }

    @Test
    void aSessionOutlivesTheDatabasesAbsence() throws SQLException {
        signIn();
        Map<String, String> before = Map.copyOf(browser.cookies);
        rename("session", "session_away");
        try {
            HttpResponse<String> page = browser.get("/page");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(browser.cookies).isEqualTo(before);
        } finally {
            rename("session_away", "session");
        }
        assertThat(authorizationOf(browser.get("/page"))).startsWith("Bearer ");
    }

    private void rename(String from, String to) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.createStatement().execute("alter table " + from + " rename to " + to);
        }
    }

    @Test
    void signInSaysThatKeycloakIsAway() {
        URI authorization = authorization("/page");
        String callback = provider.approve(authorization, "hanako");
        provider.away();
        try {
            HttpResponse<String> login = browser.get("/login", "Accept-Language", "en");
            assertThat(login.statusCode()).isEqualTo(503);
            assertThat(login.body()).contains("lang=\"en\"").contains("Sign-in is not available");
            assertThat(login.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<String> back = browser.get(callback);
            assertThat(back.statusCode()).isEqualTo(503);
            assertThat(back.headers().firstValue("Retry-After")).isPresent();
            assertThat(browser.get("/page").statusCode()).isEqualTo(200);
        } finally {
            provider.back();
        }
        signIn();
    }
}
