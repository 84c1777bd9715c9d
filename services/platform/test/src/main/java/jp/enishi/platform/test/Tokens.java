package jp.enishi.platform.test;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens as Keycloak makes them, signed with the key that {@link Issuer} serves, so that a service's own checks
 * of signature, issuer, audience, algorithm and expiry run for real. Those that must be refused are {@link ForgedTokens}.
 */
public final class Tokens {
    /** Everyone a token is meant for. */
    static final Set<String> AUDIENCES = Set.of(
            "gateway", "web", "talents", "cases", "matching", "meetings", "contracts", "notifications", "enishi");

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
        return admin(UUID.fromString("00000000-0000-4000-8000-00000000ad01"));
    }

    public static String admin(UUID userId) {
        return sign(claims(userId, List.of("admin")));
    }

    public static String auditor() {
        return auditor(UUID.fromString("00000000-0000-4000-8000-00000000a001"));
    }

    public static String auditor(UUID userId) {
        return sign(claims(userId, List.of("auditor")));
    }

    /** A coordinator whose account is in English. */
    public static String englishCoordinator(UUID userId) {
        return sign(claims(userId, List.of("coordinator")).claim("locale", "en"));
    }

    /** A token with a person but no role of ours. */
    public static String nobody(UUID userId) {
        return sign(claims(userId, List.of()));
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
        return claims.jws()
                .keyId(Issuer.KEY_ID)
                .algorithm(SignatureAlgorithm.RS256)
                .sign(Issuer.key());
    }
}
