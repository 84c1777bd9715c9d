package jp.enishi.platform.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Stands in for Keycloak where only its discovery document and its keys are asked for. */
final class Issuer {
    static final String KEY_ID = "test-key";
    private static final String URL = "enishi.test.issuer";
    private static final String KEY = "enishi.test.issuer.key";
    private static final String FORGERS_KEY = "enishi.test.forger.key";
    private static final int BITS = 2048;

    private Issuer() {}

    /** The issuer's URL; the system property makes it one issuer for all class loaders. */
    static String url() {
        synchronized (System.class) {
            String running = System.getProperty(URL);
            if (running == null) {
                running = start();
                System.setProperty(URL, running);
            }
            return running;
        }
    }

    static RSAPrivateCrtKey key() {
        return key(KEY);
    }

    /** The key of one who is not us; its public part is served at {@link #forgersKeys()}. */
    static RSAPrivateCrtKey forgersKey() {
        synchronized (System.class) {
            return System.getProperty(FORGERS_KEY) == null ? newKey(FORGERS_KEY) : key(FORGERS_KEY);
        }
    }

    static String forgersKeys() {
        return url().replace("/realms/enishi", "/forger/keys");
    }

    static Map<String, String> forgersJwk() {
        return jwk(forgersKey(), "forged-key");
    }

    static PublicKey publicKey() {
        RSAPrivateCrtKey key = key();
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAPrivateCrtKey key(String property) {
        url();
        try {
            byte[] encoded = Base64.getDecoder().decode(System.getProperty(property));
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAPrivateCrtKey newKey(String property) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
            System.setProperty(property, Base64.getEncoder().encodeToString(key.getEncoded()));
            return key;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> jwk(RSAPrivateCrtKey key, String id) {
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                id,
                "n",
                unsigned(key.getModulus()),
                "e",
                unsigned(key.getPublicExponent()));
    }

    private static String keySet(RSAPrivateCrtKey key, String id) {
        String members = jwk(key, id).entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(","));
        return "{\"keys\":[{" + members + "}]}";
    }

    private static String start() {
        try {
            String keys = keySet(newKey(KEY), KEY_ID);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/enishi";
            String protocol = url + "/protocol/openid-connect";
            String discovery = """
                    {"issuer":"%1$s","jwks_uri":"%2$s/certs","token_endpoint":"%2$s/token",
                     "authorization_endpoint":"%2$s/auth","end_session_endpoint":"%2$s/logout",
                     "userinfo_endpoint":"%2$s/userinfo","introspection_endpoint":"%2$s/token/introspect",
                     "response_types_supported":["code"],"subject_types_supported":["public"],
                     "id_token_signing_alg_values_supported":["RS256"]}""".formatted(url, protocol);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                if (path.endsWith("/.well-known/openid-configuration")) {
                    answer(exchange, 200, discovery);
                } else if (path.endsWith("/certs")) {
                    answer(exchange, 200, keys);
                } else if (path.endsWith("/forger/keys")) {
                    answer(exchange, 200, keySet(forgersKey(), "forged-key"));
                } else {
                    answer(exchange, 404, "{}");
                }
            });
            server.setExecutor(null);
            server.start();
            return url;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int skip = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, skip, bytes.length));
    }
}
