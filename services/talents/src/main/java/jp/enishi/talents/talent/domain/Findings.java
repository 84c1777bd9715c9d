package jp.enishi.talents.talent.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.Text;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a statement, so that the person sees all of it at once. */
final class Findings {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]");

    private final List<FieldError> errors = new ArrayList<>();

    void add(String pointer, String code, Map<String, ?> args) {
        errors.add(new FieldError(pointer, code, args));
    }

    void add(String pointer, String code) {
        add(pointer, code, Map.of());
    }

    /** The code points of a required text are between one and the given number. */
    void text(String pointer, String value, int longest) {
        if (value.isEmpty()) {
            add(pointer, "required");
        } else {
            optionalText(pointer, value, longest);
        }
    }

    void optionalText(String pointer, @Nullable String value, int longest) {
        if (value == null) {
            return;
        }
        if (value.codePointCount(0, value.length()) > longest) {
            add(pointer, "too-long", Map.of("max", longest));
        }
        if (CONTROL.matcher(value).find()) {
            add(pointer, "control-character");
        }
    }

    void within(String pointer, @Nullable Number value, int least, int most) {
        if (value == null) {
            add(pointer, "required");
        } else if (!(value.doubleValue() >= least && value.doubleValue() <= most)) {
            add(pointer, "out-of-range", Map.of("min", least, "max", most));
        }
    }

    /** The list has at most so many items, and no two of the same key. */
    <T> void list(String pointer, List<T> items, int most, Function<T, Object> key) {
        if (items.size() > most) {
            add(pointer, "too-many", Map.of("max", most));
        }
        var seen = new HashSet<Object>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(key.apply(items.get(i)))) {
                add(pointer + "/" + i, "duplicate");
            }
        }
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
    }

    static String clean(@Nullable String text) {
        return text == null ? "" : Text.canonical(text);
    }

    static @Nullable String cleanOrNull(@Nullable String text) {
        var clean = clean(text);
        return clean.isEmpty() ? null : clean;
    }

    static <T> List<T> list(@Nullable List<T> items) {
        return items == null ? List.of() : List.copyOf(items);
    }
}
