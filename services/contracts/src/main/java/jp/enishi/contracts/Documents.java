package jp.enishi.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Documents as they are stored and hashed: the API's JSON without the fields that nobody filled in, in the canonical
 * form of RFC 8785, so that the same content always has the same SHA-256.
 */
@ApplicationScoped
public class Documents {
    private final ObjectMapper json;

    Documents(ObjectMapper json) {
        this.json = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    }

    /** A document in its canonical form. */
    public String canonical(Object document) {
        try {
            return canonicalJson(json.writeValueAsString(document));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    public <T> T read(String document, Class<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored document is not a " + type.getSimpleName(), unreadable);
        }
    }

    /** Maps, lists and plain values, for comparing two documents. */
    public Object plain(Object document) {
        return json.convertValue(json.<JsonNode>valueToTree(document), Object.class);
    }

    /** The canonical form (RFC 8785) of a JSON text. */
    static String canonicalJson(String text) {
        try {
            return new JsonCanonicalizer(text).getEncodedString();
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** SHA-256 of a text in UTF-8: 64 lower-case hex digits. */
    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256: 64 lower-case hex digits. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
