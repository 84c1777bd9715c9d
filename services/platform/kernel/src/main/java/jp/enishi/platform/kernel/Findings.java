package jp.enishi.platform.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a statement, so that its writer is told all of it at once, at most {@value #MOST} errors. What
 * every service checks has the same code and arguments everywhere: {@code required}, {@code too-long} and {@code too-many}
 * with {@code max}, {@code out-of-range} with {@code min} and {@code max}, {@code duplicate}, {@code control-character}.
 */
public final class Findings {
    static final int MOST = 100;

    /** Control characters but for tab and line ends, halves of a character, and what turns the direction of writing. */
    private static final Pattern UNKEEPABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}&&[^\\t\\n\\r]]");

    private final List<FieldError> errors = new ArrayList<>();

    public void add(FieldError error) {
        if (errors.size() < MOST) {
            errors.add(error);
        }
    }

    public void add(String pointer, String code, Map<String, ?> args) {
        add(new FieldError(pointer, code, args));
    }

    public void add(String pointer, String code) {
        add(new FieldError(pointer, code));
    }

    public void required(String pointer, @Nullable Object value) {
        if (value == null) {
            add(pointer, "required");
        }
    }

    /** A text that must be there, of at most so many code points. */
    public void text(String pointer, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            add(pointer, "required");
        } else {
            optionalText(pointer, value, longest);
        }
    }

    /** A text that may be missing, of at most so many code points. */
    public void optionalText(String pointer, @Nullable String value, int longest) {
        if (value == null) {
            return;
        }
        if (value.codePointCount(0, value.length()) > longest) {
            add(pointer, "too-long", Map.of("max", longest));
        }
        if (UNKEEPABLE.matcher(value).find()) {
            add(pointer, "control-character");
        }
    }

    /** A number that may be missing, with both ends allowed. */
    public void within(String pointer, @Nullable Number value, long min, long max) {
        if (value != null && !(value.doubleValue() >= min && value.doubleValue() <= max)) {
            add(pointer, "out-of-range", Map.of("min", min, "max", max));
        }
    }

    /** A day that may be missing, with both ends allowed. */
    public void within(String pointer, @Nullable LocalDate value, LocalDate min, LocalDate max) {
        if (value != null && (value.isBefore(min) || value.isAfter(max))) {
            add(pointer, "out-of-range", Map.of("min", min.toString(), "max", max.toString()));
        }
    }

    /**
     * Checks each item under its own pointer; a list of more than so many items is not looked into. No two items have the
     * same key.
     *
     * @param field where the key stands in an item, empty for the item itself
     */
    public <T> void each(
            String pointer,
            List<T> items,
            int most,
            String field,
            Function<T, @Nullable Object> key,
            BiConsumer<String, T> check) {
        if (items.size() > most) {
            add(pointer, "too-many", Map.of("max", most));
            return;
        }
        Collection<Object> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String at = pointer + "/" + i;
            Object value = key.apply(items.get(i));
            if (value != null && !seen.add(value)) {
                add(at + field, "duplicate");
            }
            check.accept(at, items.get(i));
        }
    }

    /** True when nothing more would be kept, so that costly checks can end. */
    public boolean full() {
        return errors.size() >= MOST;
    }

    /** @throws ValidationFailure when anything was found */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
    }
}
