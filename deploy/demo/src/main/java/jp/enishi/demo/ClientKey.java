package jp.enishi.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** A key made for one run, by which a client proves itself to Keycloak (private_key_jwt, RFC 7523). */
final class ClientKey {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String ID = "demo";

    private final KeyPair pair;

    ClientKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The public half as a JSON Web Key Set. */
    String jwks() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}""".formatted(
                        ID,
                        unsigned(key.getModulus().toByteArray()),
                        unsigned(key.getPublicExponent().toByteArray()));
    }

    /** A signed statement of who the client is, good for a minute and one use. */
    String assertion(String client, String audience, Instant now) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(ID);
        String claims = "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"jti\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(
                        client, client, audience, UUID.randomUUID(), now.getEpochSecond(), now.getEpochSecond() + 60);
        String signed = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String unsigned(byte[] number) {
        return BASE64.encodeToString(number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number);
    }
}
