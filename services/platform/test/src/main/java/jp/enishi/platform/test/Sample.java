package jp.enishi.platform.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What {@link AuthorisationContract} sends with an operation: something valid, so that only rights can refuse it.
 *
 * @param body {@code <name>} stands for an id of the {@link Specimen}
 * @param ownNew whether the operation makes the caller's own new thing, so that what the path names is nobody's
 */
public record Sample(
        String query, String mediaType, @Nullable String body, boolean ownNew) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Sample json(String body) {
        return new Sample("", "application/json", body, false);
    }

    /** Maps, lists and plain values. */
    public static Sample of(Object body) {
        try {
            return json(JSON.writeValueAsString(body));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
    }

    public static Sample text(String mediaType, String body) {
        return new Sample("", mediaType, body, false);
    }

    public static Sample query(String query) {
        return new Sample(query, "", null, false);
    }

    public Sample asOwnNew() {
        return new Sample(query, mediaType, body, true);
    }
}
