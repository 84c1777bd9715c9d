package jp.enishi.platform.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that must be refused, each by one thing that is wrong with it: all would give a coordinator's rights. They are
 * put together by hand, because a library that makes tokens doesn't make such ones.
 */
public final class ForgedTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOMEBODY = "00000000-0000-4000-8000-000000000001";

    private ForgedTokens() {}

    /** The tokens by what is wrong with them. */
    public static Map<String, String> all() {
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("garbage", "abc.def.ghi");
        forged.put("unsigned", encode(header("alg", "none")) + "." + encode(claims()) + ".");
        forged.put("unsigned in disguise", encode(header("alg", "nOnE")) + "." + encode(claims()) + ".");
        forged.put("signature cut off", encode(header()) + "." + encode(claims()) + ".");
        forged.put("public key as secret", withPublicKeyAsSecret());
        forged.put("unlisted algorithm", sign(header("alg", "RS512"), claims(), Issuer.key(), "SHA512withRSA"));
        forged.put("foreign key", byForger(header()));
        forged.put("unknown key id", byForger(header("kid", "forged-key")));
        forged.put("no key id", byForger(header("kid", null)));
        forged.put("key by jku", byForger(header("kid", "forged-key", "jku", Issuer.forgersKeys())));
        forged.put("key by x5u", byForger(header("kid", "forged-key", "x5u", Issuer.forgersKeys())));
        forged.put("key by jwk", byForger(header("kid", "forged-key", "jwk", Issuer.forgersJwk())));
        forged.put("unknown critical header", genuine(header("crit", List.of("exp")), claims()));
        forged.put("issuer", genuine(header(), claims("iss", "https://elsewhere.example/realms/enishi")));
        forged.put("audience", genuine(header(), claims("aud", "elsewhere")));
        forged.put("no audience", genuine(header(), claims("aud", null)));
        forged.put("expired", genuine(header(), claims("exp", at(Duration.ofMinutes(-2)))));
        forged.put("no expiry", genuine(header(), claims("exp", null)));
        forged.put("not yet valid", genuine(header(), claims("nbf", at(Duration.ofMinutes(10)))));
        forged.put("ID token", genuine(header(), claims("typ", "ID")));
        forged.put("refresh token", genuine(header(), claims("typ", "Refresh")));
        forged.put("changed claims", withChangedClaims());
        return forged;
    }

    /** What all of them would be if nothing were wrong: it must be accepted, or the others prove nothing. */
    public static String genuine() {
        return genuine(header(), claims());
    }

    private static String withPublicKeyAsSecret() {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(Issuer.publicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        String content = encode(header("alg", "HS256")) + "." + encode(claims());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pem.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return content + "." + encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String withChangedClaims() {
        String[] parts =
                genuine(header(), claims("realm_access", roles("talent"))).split("\\.", -1);
        return parts[0] + "." + encode(claims()) + "." + parts[2];
    }

    private static String genuine(Map<String, Object> header, Map<String, Object> claims) {
        return sign(header, claims, Issuer.key(), "SHA256withRSA");
    }

    private static String byForger(Map<String, Object> header) {
        return sign(header, claims(), Issuer.forgersKey(), "SHA256withRSA");
    }

    private static String sign(
            Map<String, Object> header, Map<String, Object> claims, PrivateKey key, String algorithm) {
        String content = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encode(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> header(@Nullable Object... changes) {
        Map<String, Object> header = new HashMap<>(Map.of("alg", "RS256", "typ", "JWT", "kid", Issuer.KEY_ID));
        return changed(header, changes);
    }

    private static Map<String, Object> claims(@Nullable Object... changes) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", Issuer.url());
        claims.put("sub", SOMEBODY);
        claims.put("aud", Tokens.AUDIENCES);
        claims.put("iat", at(Duration.ofMinutes(-3)));
        claims.put("exp", at(Duration.ofMinutes(5)));
        claims.put("typ", "Bearer");
        claims.put("azp", "bff");
        claims.put("preferred_username", "somebody");
        claims.put("realm_access", roles("coordinator"));
        return changed(claims, changes);
    }

    /** Names and values in turn; a null takes the entry away. */
    private static Map<String, Object> changed(Map<String, Object> entries, @Nullable Object... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                entries.remove(changes[i]);
            } else {
                entries.put((String) changes[i], changes[i + 1]);
            }
        }
        return entries;
    }

    private static Map<String, List<String>> roles(String role) {
        return Map.of("roles", List.of(role));
    }

    private static long at(Duration fromNow) {
        return Instant.now().plus(fromNow).getEpochSecond();
    }

    private static String encode(Map<String, Object> part) {
        try {
            return encode(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
