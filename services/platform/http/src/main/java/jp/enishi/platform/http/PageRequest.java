package jp.enishi.platform.http;

import jakarta.ws.rs.QueryParam;
import java.util.Map;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * {@code ?limit&cursor}, for use as {@code @BeanParam}: 20 items unless told, 1 to 100.
 * Another number is 422, something that is no number is 400.
 */
public class PageRequest {
    public static final int USUAL = 20;
    public static final int MOST = 100;

    @QueryParam("limit")
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Nullable
    String cursor;

    public int limit() {
        return limit(limit);
    }

    public @Nullable Cursor cursor() {
        return cursor == null ? null : Cursor.decode(cursor);
    }

    /** The cursor, which must have exactly so many keys; null on the first page. */
    public @Nullable Cursor cursor(int keys) {
        return cursor == null ? null : Cursor.decode(cursor, keys);
    }

    /** Parses a {@code limit} parameter. */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw Refusal.at(400, "parameter-malformed", "number", "/limit", Map.of());
        }
        if (number < 1 || number > MOST) {
            throw ValidationFailure.at("/limit", "range", Map.of("min", 1, "max", MOST));
        }
        return (int) number;
    }
}
