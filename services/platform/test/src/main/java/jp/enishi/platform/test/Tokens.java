package jp.enishi.platform.test;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Access tokens as Keycloak makes them, signed with the key that {@link Issuer} serves, so that a service's own checks
 * of signature, issuer, audience, algorithm and expiry run for real. The {@code forged…} variants must be refused (401).
 */
public final class Tokens {
    /** Everyone a token is meant for. */
    private static final Set<String> AUDIENCES = Set.of(
            "gateway", "web", "talents", "cases", "matching", "meetings", "contracts", "notifications", "enishi");

    private static final UUID SOMEBODY = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private Tokens() {}

    public static String talent(UUID userId) {
        return sign(claims(userId, List.of("talent")));
    }

    /** A member of the given client company. */
    public static String client(String organizationId) {
        return client(
                UUID.nameUUIDFromBytes(("client " + organizationId).getBytes(StandardCharsets.UTF_8)), organizationId);
    }

    public static String client(UUID userId, String organizationId) {
        return sign(claims(userId, List.of("client"))
                .claim("organization", Map.of("company-" + organizationId, Map.of("id", organizationId))));
    }

    public static String client(UUID organizationId) {
        return client(organizationId.toString());
    }

    public static String coordinator() {
        return coordinator(UUID.fromString("00000000-0000-4000-8000-00000000c001"));
    }

    public static String coordinator(UUID userId) {
        return sign(claims(userId, List.of("coordinator")));
    }

    public static String admin() {
        return sign(claims(UUID.fromString("00000000-0000-4000-8000-00000000ad01"), List.of("admin")));
    }

    public static String auditor() {
        return sign(claims(UUID.fromString("00000000-0000-4000-8000-00000000a001"), List.of("auditor")));
    }

    /** A token with a person but no role of ours. */
    public static String nobody(UUID userId) {
        return sign(claims(userId, List.of()));
    }

    /** Signed with a key that the issuer does not serve, under the key id that it does. */
    public static String forgedSignature() {
        return sign(claims(SOMEBODY, List.of("coordinator")), Issuer.newKeys().getPrivate());
    }

    public static String forgedIssuer() {
        return sign(claims(SOMEBODY, List.of("coordinator")).issuer("https://elsewhere.example/realms/enishi"));
    }

    public static String forgedAudience() {
        return sign(claims(SOMEBODY, List.of("coordinator")).audience("elsewhere"));
    }

    public static String forgedExpired() {
        Instant past = Instant.now().minus(Duration.ofHours(2));
        return sign(claims(SOMEBODY, List.of("coordinator"))
                .issuedAt(past.minus(Duration.ofMinutes(5)))
                .expiresAt(past));
    }

    /** Unsigned: {@code alg} is {@code none}. */
    public static String forgedNone() {
        String[] parts = coordinator().split("\\.", -1);
        String header = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        return header + "." + parts[1] + ".";
    }

    /** HS256 with the public part of the key as the secret: the classic confusion of algorithms. */
    public static String forgedAlgorithm() {
        byte[] secret = ("-----BEGIN PUBLIC KEY-----" + Issuer.url() + "-----END PUBLIC KEY-----")
                .getBytes(StandardCharsets.UTF_8);
        return claims(SOMEBODY, List.of("coordinator"))
                .jws()
                .keyId(Issuer.KEY_ID)
                .algorithm(SignatureAlgorithm.HS256)
                .sign(new SecretKeySpec(secret, "HmacSHA256"));
    }

    /** A talent's token whose roles were changed after signing. */
    public static String forgedRoles(UUID userId) {
        String[] parts = talent(userId).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encode(claims.replace("talent\"", "coordinator\"")) + "." + parts[2];
    }

    /** All forged tokens by name, for a test that loops over them. */
    public static Map<String, String> forged() {
        return Map.of(
                "signature", forgedSignature(),
                "issuer", forgedIssuer(),
                "audience", forgedAudience(),
                "expired", forgedExpired(),
                "none", forgedNone(),
                "algorithm", forgedAlgorithm(),
                "roles", forgedRoles(SOMEBODY),
                "garbage", "abc.def.ghi");
    }

    private static JwtClaimsBuilder claims(UUID userId, List<String> roles) {
        Instant now = Instant.now();
        return Jwt.issuer(Issuer.url())
                .subject(userId.toString())
                .audience(AUDIENCES)
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofMinutes(5)))
                .claim("typ", "Bearer")
                .claim("azp", "bff")
                .claim("preferred_username", userId + "@example.com")
                .claim("email", userId + "@example.com")
                .claim("name", "Test " + userId)
                .claim("locale", "ja")
                .claim("realm_access", Map.of("roles", roles));
    }

    private static String sign(JwtClaimsBuilder claims) {
        return sign(claims, Issuer.key());
    }

    private static String sign(JwtClaimsBuilder claims, PrivateKey key) {
        return claims.jws()
                .keyId(Issuer.KEY_ID)
                .algorithm(SignatureAlgorithm.RS256)
                .sign(key);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
