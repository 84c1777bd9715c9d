package jp.enishi.cases.inquiry.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * Seals the time at which a form was given out, so that nobody sends one that they never asked for, filled in faster than
 * a person types, or kept for long. With the same key it makes the fingerprints by which a repeated inquiry is known.
 */
public final class FormSeal {
    public static final Duration SHORTEST = Duration.ofSeconds(3);
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_KEY_BYTES = 32;
    private static final int MAC_BYTES = 32;

    private final SecretKeySpec key;

    /** @param secret at least 32 characters that nobody else knows */
    public FormSeal(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < FEWEST_KEY_BYTES) {
            throw new IllegalArgumentException("the secret of inquiry forms is shorter than 32 characters");
        }
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The sealed time, as URL-safe text. */
    public String issue(Instant now) {
        byte[] time = time(now.toEpochMilli());
        byte[] sealed = Arrays.copyOf(time, time.length + MAC_BYTES);
        System.arraycopy(mac("form", time), 0, sealed, time.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @throws ValidationFailure at {@code /formIssued}: {@code form-invalid}, {@code form-too-fast}, {@code form-expired} */
    public void check(@Nullable String sealed, Instant now) {
        Duration age = Duration.between(opened(sealed), now);
        if (age.compareTo(SHORTEST) < 0) {
            throw ValidationFailure.at("/formIssued", "form-too-fast");
        }
        if (age.compareTo(LONGEST) > 0) {
            throw ValidationFailure.at("/formIssued", "form-expired");
        }
    }

    private Instant opened(@Nullable String sealed) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed == null ? "" : sealed);
            if (bytes.length == Long.BYTES + MAC_BYTES) {
                byte[] time = Arrays.copyOf(bytes, Long.BYTES);
                byte[] mac = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
                if (MessageDigest.isEqual(mac, mac("form", time))) {
                    return Instant.ofEpochMilli(ByteBuffer.wrap(time).getLong());
                }
            }
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw invalid();
        }
        throw invalid();
    }

    /** The same for the same words from the same mailbox, and of no use to anybody without the key. */
    public byte[] fingerprint(Sender sender) {
        return mac("inquiry", (sender.mailbox() + '\n' + sender.text()).getBytes(StandardCharsets.UTF_8));
    }

    private static ValidationFailure invalid() {
        return ValidationFailure.at("/formIssued", "form-invalid");
    }

    private static byte[] time(long millis) {
        return ByteBuffer.allocate(Long.BYTES).putLong(millis).array();
    }

    private byte[] mac(String purpose, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((purpose + '\n').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
