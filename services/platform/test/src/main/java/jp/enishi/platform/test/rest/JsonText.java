package jp.enishi.platform.test.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as maps, lists, strings, numbers (Integer, Long or BigInteger; Double) and booleans, and paths into it.
 *
 * <p>A path is {@code $} or {@code ""} for the whole, or steps: {@code items[0].title.ja}. A name on a list is asked of
 * each element that isn't null: {@code items.caseId}. Further steps are {@code size()}, {@code sum()}, {@code flatten()},
 * {@code find { it.name == 'text' }} and {@code findAll { it == 'text' }}. What isn't there is null, as is all below it;
 * but a path that isn't one, a step that its value can't take, and a step after a {@code find} that found nothing throw.
 */
public final class JsonText {
    private static final ObjectReader READER =
            new ObjectMapper().readerFor(Object.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern STEP = Pattern.compile("(?:^|(?!^)\\.)(?:(?<function>size|sum|flatten)\\(\\)"
            + "|(?<find>find|findAll) \\{ it(\\.(?<key>\\w+))? == '(?<text>[^']*)' }"
            + "|(?<name>\\w+))"
            + "|\\[(?<index>\\d+)]");

    private final @Nullable Object root;

    private JsonText(@Nullable Object root) {
        this.root = root;
    }

    public static JsonText from(String text) {
        try {
            return new JsonText(READER.readValue(text));
        } catch (JsonProcessingException none) {
            throw new IllegalArgumentException("no JSON: " + none.getOriginalMessage(), none);
        }
    }

    /** What the path leads to; the caller knows its type. */
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T extends @Nullable Object> T get(String path) {
        return (T) value(path);
    }

    public @Nullable String getString(String path) {
        Object value = value(path);
        return value == null ? null : value.toString();
    }

    public boolean getBoolean(String path) {
        return (Boolean) there(path);
    }

    public int getInt(String path) {
        return Math.toIntExact(getLong(path));
    }

    public long getLong(String path) {
        return switch (there(path)) {
            case Integer small -> small;
            case Long large -> large;
            case Object other -> throw new IllegalArgumentException(path + " is no whole number: " + other);
        };
    }

    public double getDouble(String path) {
        return ((Number) there(path)).doubleValue();
    }

    @SuppressWarnings("unchecked")
    public <T extends @Nullable Object> List<T> getList(String path) {
        return (List<T>) there(path);
    }

    private Object there(String path) {
        return Objects.requireNonNull(value(path), path);
    }

    private @Nullable Object value(String path) {
        String steps = path.startsWith("$.") ? path.substring(2) : path.equals("$") ? "" : path;
        Matcher step = STEP.matcher(steps).useAnchoringBounds(false);
        Object value = root;
        boolean found = true;
        int at = 0;
        while (at < steps.length()) {
            if (!step.region(at, steps.length()).lookingAt()) {
                throw new IllegalArgumentException("no path: " + path + ", at " + at);
            }
            if (!found) {
                throw new IllegalArgumentException(path + ": nothing is found before " + step.group());
            }
            try {
                value = taken(step, value);
            } catch (ClassCastException unable) {
                throw new IllegalArgumentException(path + ": no " + step.group() + " of " + value, unable);
            }
            found = value != null || step.group("find") == null;
            at = step.end();
        }
        return value;
    }

    private static @Nullable Object taken(Matcher step, @Nullable Object value) {
        String name = step.group("name");
        if (name != null) {
            return named(value, name);
        }
        if (value == null && step.group("index") != null) {
            return null;
        }
        if (value instanceof Map<?, ?> map && "size".equals(step.group("function"))) {
            return map.size();
        }
        List<?> list = list(value);
        if (step.group("index") != null) {
            int index = Integer.parseInt(step.group("index"));
            return index < list.size() ? list.get(index) : null;
        }
        if (step.group("find") != null) {
            String key = step.group("key");
            var found = list.stream()
                    .filter(each -> step.group("text").equals(key == null ? each : named(each, key)))
                    .toList();
            return step.group("find").equals("findAll") ? found : found.isEmpty() ? null : found.getFirst();
        }
        return switch (step.group("function")) {
            case "size" -> list.size();
            case "sum" -> list.stream().mapToInt(Integer.class::cast).sum();
            default -> flat(list);
        };
    }

    private static @Nullable Object named(@Nullable Object value, String name) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> each = new ArrayList<>();
            for (Object element : list) {
                if (element != null) {
                    each.add(named(element, name));
                }
            }
            return each;
        }
        return value == null ? null : ((Map<?, ?>) value).get(name);
    }

    private static List<?> list(@Nullable Object value) {
        if (value == null) {
            throw new ClassCastException("nothing is there");
        }
        return (List<?>) value;
    }

    private static List<@Nullable Object> flat(List<?> list) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof List<?> inner) {
                flat.addAll(flat(inner));
            } else {
                flat.add(element);
            }
        }
        return flat;
    }
}
