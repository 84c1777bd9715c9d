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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens as Keycloak makes them, signed with the key that {@link Issuer} serves, so that a service's own checks
 * of signature, issuer, audience, algorithm and expiry run for real. Those that must be refused are {@link ForgedTokens}.
 */
public final class Tokens {
    /** Everyone a token is meant for. */
    static final Set<String> AUDIENCES = Set.of(
            "gateway", "web", "talents", "cases", "matching", "meetings", "contracts", "notifications", "enishi");

    /** Signing is slow, and tests ask for the same people again and again. */
    private static final Map<Bearer, String> SIGNED = new ConcurrentHashMap<>();

    /** Who a token is of and the minute in which it was asked for, after which it is made anew. */
    private record Bearer(UUID userId, List<String> roles, Map<String, Object> more, long minute) {}

    private Tokens() {}

    public static String talent(UUID userId) {
        return token(userId, List.of("talent"), Map.of());
    }

    /** A member of the given client company. */
    public static String client(String organizationId) {
        return client(
                UUID.nameUUIDFromBytes(("client " + organizationId).getBytes(StandardCharsets.UTF_8)), organizationId);
    }

    public static String client(UUID userId, String organizationId) {
        return token(
                userId,
                List.of("client"),
                Map.of("organization", Map.of("company-" + organizationId, Map.of("id", organizationId))));
    }

    public static String client(UUID organizationId) {
        return client(organizationId.toString());
    }

    public static String coordinator() {
        return coordinator(UUID.fromString("00000000-0000-4000-8000-00000000c001"));
    }

    public static String coordinator(UUID userId) {
        return token(userId, List.of("coordinator"), Map.of());
    }

    /** A member of the given client company who is a coordinator too. */
    public static String clientAndCoordinator(String organizationId) {
        return token(
                UUID.nameUUIDFromBytes(("both " + organizationId).getBytes(StandardCharsets.UTF_8)),
                List.of("client", "coordinator"),
                Map.of("organization", Map.of("company-" + organizationId, Map.of("id", organizationId))));
    }

    public static String admin() {
        return admin(UUID.fromString("00000000-0000-4000-8000-00000000ad01"));
    }

    public static String admin(UUID userId) {
        return token(userId, List.of("admin"), Map.of());
    }

    public static String auditor() {
        return auditor(UUID.fromString("00000000-0000-4000-8000-00000000a001"));
    }

    public static String auditor(UUID userId) {
        return token(userId, List.of("auditor"), Map.of());
    }

    /** A coordinator whose account is in English. */
    public static String englishCoordinator(UUID userId) {
        return token(userId, List.of("coordinator"), Map.of("locale", "en"));
    }

    /** A token with a person but no role of ours. */
    public static String nobody(UUID userId) {
        return token(userId, List.of(), Map.of());
    }

    private static String token(UUID userId, List<String> roles, Map<String, Object> more) {
        long minute = Instant.now().getEpochSecond() / 60;
        return SIGNED.computeIfAbsent(new Bearer(userId, roles, more, minute), Tokens::sign);
    }

    private static String sign(Bearer bearer) {
        Instant now = Instant.now();
        JwtClaimsBuilder claims = Jwt.issuer(Issuer.url())
                .subject(bearer.userId.toString())
                .audience(AUDIENCES)
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofMinutes(5)))
                .claim("typ", "Bearer")
                .claim("azp", "bff")
                .claim("preferred_username", bearer.userId + "@example.com")
                .claim("email", bearer.userId + "@example.com")
                .claim("name", "Test " + bearer.userId)
                .claim("locale", "ja")
                .claim("realm_access", Map.of("roles", bearer.roles));
        bearer.more.forEach(claims::claim);
        return claims.jws()
                .keyId(Issuer.KEY_ID)
                .algorithm(SignatureAlgorithm.RS256)
                .sign(Issuer.key());
    }
}
