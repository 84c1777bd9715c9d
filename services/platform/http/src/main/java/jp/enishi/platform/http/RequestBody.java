package jp.enishi.platform.http;

import jakarta.enterprise.context.RequestScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of this request's raw body; that of nothing when it has none. */
@RequestScoped
class RequestBody {
    private byte[] hash = sha256(new byte[0]);

    byte[] hash() {
        return hash.clone();
    }

    void read(byte[] body) {
        hash = sha256(body);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
