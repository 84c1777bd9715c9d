package jp.enishi.contracts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the instants of native queries, which come as JSON texts. */
public final class Times {
    private Times() {}

    public static Instant at(@Nullable Object column) {
        return Objects.requireNonNull(atOrNull(column));
    }

    public static @Nullable Instant atOrNull(@Nullable Object column) {
        return column == null
                ? null
                : OffsetDateTime.parse(((String) column).replace("\"", "")).toInstant();
    }
}
