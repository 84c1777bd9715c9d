package jp.enishi.platform.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * An opaque keyset cursor: the sort keys of the last item of a page. It gives no right to anything: the next page is
 * scoped to the caller again. Text that no server made is a {@link ValidationFailure} at {@code /cursor}.
 */
public record Cursor(List<String> keys) {
    private static final int LONGEST = 2_000;

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(String... keys) {
        return new Cursor(List.of(keys));
    }

    /** URL-safe text. */
    public String encode() {
        StringBuilder text = new StringBuilder();
        for (String key : keys) {
            text.append(key.length()).append(':').append(key);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Cursor decode(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw invalid();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> keys = new ArrayList<>();
            int at = 0;
            while (at < plain.length()) {
                int colon = plain.indexOf(':', at);
                int length = Integer.parseInt(plain, at, colon, 10);
                at = colon + 1 + length;
                keys.add(plain.substring(colon + 1, at));
            }
            if (keys.isEmpty() || Text.hasNul(plain)) {
                throw invalid();
            }
            return new Cursor(keys);
        } catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            throw invalid();
        }
    }

    /** Decodes a cursor that must have exactly so many keys. */
    public static Cursor decode(String text, int size) {
        Cursor cursor = decode(text);
        if (cursor.keys.size() != size) {
            throw invalid();
        }
        return cursor;
    }

    public String key(int index) {
        if (index >= keys.size()) {
            throw invalid();
        }
        return keys.get(index);
    }

    public UUID uuid(int index) {
        return Ids.parse(key(index)).orElseThrow(Cursor::invalid);
    }

    public long number(int index) {
        try {
            return Long.parseLong(key(index));
        } catch (NumberFormatException notOurs) {
            throw invalid();
        }
    }

    private static ValidationFailure invalid() {
        return ValidationFailure.at("/cursor", "cursor-invalid");
    }
}
