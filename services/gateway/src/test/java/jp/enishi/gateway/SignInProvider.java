package jp.enishi.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for Keycloak where browsers sign in: single-use codes bound to PKCE, redirect address and nonce, signed tokens,
 * refreshes, and it can be away.
 */
public final class SignInProvider implements QuarkusTestResourceLifecycleManager {
    private static final String KEY_ID = "sign-in-key";
    private static final long A_WHILE = 300;

    /** What a browser brought to the authorization endpoint. */
    private record Approval(String challenge, String redirect, String nonce, String subject) {}

    final AtomicInteger refreshes = new AtomicInteger();
    /** Seconds that the next tokens of a code live. */
    volatile long life = A_WHILE;
    /** The token endpoint's status when it is to fail. */
    volatile int failing = 200;
    /** The nonce in the next ID token, when it is to be another than the browser's. */
    volatile String otherNonce = "";

    private final Map<String, Approval> codes = new ConcurrentHashMap<>();
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final KeyPair keys = newKeys();
    private HttpServer server;
    private int port;

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        open();
        return Map.of("OIDC_ISSUER", issuer(), "quarkus.oidc.auth-server-url", issuer());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SignInProvider.class));
    }

    @Override
    public void stop() {
        away();
    }

    String issuer() {
        return "http://127.0.0.1:" + port + "/realms/enishi";
    }

    /** Nobody listens any more. */
    void away() {
        server.stop(0);
    }

    void back() {
        open();
    }

    void reset() {
        refreshes.set(0);
        life = A_WHILE;
        failing = 200;
        otherNonce = "";
    }

    /** The person at the browser proves who they are: where Keycloak sends the browser then, as path and query. */
    String approve(URI authorization, String subject) {
        Map<String, String> asked = form(authorization.getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(
                code,
                new Approval(asked.get("code_challenge"), asked.get("redirect_uri"), asked.get("nonce"), subject));
        return "/login/callback?state=" + asked.get("state") + "&session_state=x&code=" + code;
    }

    /** The session of this person has ended at Keycloak: no token is renewed any more. */
    void end() {
        live.clear();
    }

    JsonObject tokens(String subject, String nonce, long seconds) {
        String sid = "sid-" + subject;
        JwtClaimsBuilder id = claims(subject, sid, seconds).audience("bff").claim("typ", "ID");
        if (nonce != null) {
            id.claim("nonce", nonce);
        }
        String refresh = sign(claims(subject, sid, 1_800).audience(issuer()).claim("typ", "Refresh"));
        live.add(refresh);
        return new JsonObject()
                .put("id_token", sign(id))
                .put(
                        "access_token",
                        sign(claims(subject, sid, seconds)
                                .audience(Set.of("web", "talents", "cases"))
                                .claim("typ", "Bearer")
                                .claim("azp", "bff")
                                .claim("realm_access", Map.of("roles", List.of("talent")))))
                .put("refresh_token", refresh)
                .put("expires_in", seconds)
                .put("token_type", "Bearer")
                .put("scope", "openid");
    }

    /** The token by which Keycloak says that a session has ended. */
    String logoutToken(String subject, String audience) {
        return sign(claims(subject, "sid-" + subject, 60)
                .audience(audience)
                .claim("typ", "Logout")
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
    }

    private JwtClaimsBuilder claims(String subject, String sid, long seconds) {
        Instant now = Instant.now();
        return Jwt.issuer(issuer())
                .subject(subject)
                .issuedAt(now.minusSeconds(60))
                .expiresAt(now.plusSeconds(seconds))
                .claim("jti", UUID.randomUUID().toString())
                .claim("sid", sid);
    }

    private String sign(JwtClaimsBuilder claims) {
        return claims.jws().keyId(KEY_ID).sign(keys.getPrivate());
    }

    private void open() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Thread.currentThread().setContextClassLoader(SignInProvider.class.getClassLoader());
        String path = exchange.getRequestURI().getPath();
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.endsWith("/.well-known/openid-configuration")) {
            answer(exchange, 200, discovery());
        } else if (path.endsWith("/certs")) {
            answer(exchange, 200, certificates());
        } else if (path.endsWith("/token")) {
            token(exchange, form(sent));
        } else {
            answer(exchange, 404, new JsonObject());
        }
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        boolean refresh = "refresh_token".equals(form.get("grant_type"));
        if (refresh) {
            refreshes.incrementAndGet();
            pause();
        }
        if (failing != 200) {
            answer(exchange, failing, new JsonObject());
        } else if (!ours(form)) {
            answer(exchange, 401, new JsonObject().put("error", "invalid_client"));
        } else if (refresh) {
            String token = form.get("refresh_token");
            if (live.contains(token)) {
                answer(exchange, 200, tokens(claim(token, "sub"), null, A_WHILE));
            } else {
                answer(exchange, 400, new JsonObject().put("error", "invalid_grant"));
            }
        } else {
            Approval approval = codes.remove(String.valueOf(form.get("code")));
            if (approval == null
                    || !approval.challenge().equals(challenge(form.get("code_verifier")))
                    || !approval.redirect().equals(form.get("redirect_uri"))) {
                answer(exchange, 400, new JsonObject().put("error", "invalid_grant"));
            } else {
                String nonce = otherNonce.isEmpty() ? approval.nonce() : otherNonce;
                answer(exchange, 200, tokens(approval.subject(), nonce, life));
            }
        }
    }

    /** A client assertion of bff for us, and no shared secret. */
    private boolean ours(Map<String, String> form) {
        String assertion = form.get("client_assertion");
        return assertion != null
                && !form.containsKey("client_secret")
                && claim(assertion, "sub").equals("bff")
                && claim(assertion, "aud").equals(issuer());
    }

    /** Long enough for requests that were sent together to meet the same refresh. */
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonObject discovery() {
        String protocol = issuer() + "/protocol/openid-connect";
        return new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", protocol + "/auth")
                .put("token_endpoint", protocol + "/token")
                .put("jwks_uri", protocol + "/certs")
                .put("end_session_endpoint", protocol + "/logout")
                .put("response_types_supported", new JsonArray().add("code"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
    }

    private JsonObject certificates() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("use", "sig")
                                        .put("alg", "RS256")
                                        .put("kid", KEY_ID)
                                        .put("n", number(key.getModulus().toByteArray()))
                                        .put("e", number(key.getPublicExponent().toByteArray()))));
    }

    private static String number(byte[] signed) {
        int skip = signed[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(signed, skip, signed.length));
    }

    static String claim(String token, String name) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8))
                .getString(name);
    }

    static Map<String, String> form(String encoded) {
        var fields = new HashMap<String, String>();
        for (String field : encoded.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static void answer(HttpExchange exchange, int status, JsonObject json) throws IOException {
        byte[] body = json.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
