package jp.enishi.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.enishi.platform.kernel.Cursor;
import jp.enishi.platform.test.rest.Response;
import org.jspecify.annotations.Nullable;

/** What nobody should send. Whatever it is, it is the sender's fault or harmless: never a fault of ours. */
public final class OddInputs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HERE = "odd-value-here";
    private static final String UUID = "00000000-0000-4000-8000-000000000000";

    /** Values as JSON text: nothing, blanks, half a character, turned writing, too long, too large, of another type. */
    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "\"　\"",
            "\"\\ud800\"",
            "\"\\u202eabc\"",
            "\"\\u0007\"",
            "\"a\\u0000b\"",
            "\"" + "あ".repeat(10_001) + "\"",
            "\"<b>'; drop table x; --%_\\\\\"",
            "\"+999999999-12-31\"",
            "\"-999999999-01\"",
            "-1",
            "0",
            "9223372036854775807",
            "99999999999999999999999999",
            "1e400",
            "1.5",
            "true",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"nothing\":1}");

    private static final List<String> BODIES =
            List.of("", " ", "null", "[]", "{}", "{", "\"x\"", "1", "{\"a\":1,\"a\":2}", "[".repeat(60), "\uFEFF{}");

    /** Values in a body up to which all of them meet all odd values. */
    private static final int FEW = 10;

    /** Values of {@code If-Match} that name no version. */
    public static final List<String> VERSIONS =
            List.of("", "*", "1", "\"\"", "\"x\"", "\"-1\"", "W/\"1\"", "\"1\", \"2\"", "\"99999999999999999999\"");

    /** Ids as they may stand in a path. */
    public static final List<String> IDS = List.of(
            "nope", "0", "-1", "%00", "%F0%9F%98%80", "..%2f..%2fetc", UUID + "x", "1-1-1-1-1", UUID.replace("-", ""));

    private OddInputs() {}

    /** A name for messages, and the body. */
    public record Odd(String what, String body) {
        @Override
        public String toString() {
            return what;
        }
    }

    /**
     * The good body with each of its values left out or replaced in turn, and bodies that are none. In a body of many
     * values each meets every third odd one, its neighbours the others: every kind of field meets every odd value.
     */
    public static Stream<Odd> bodies(String good) {
        List<Odd> all = new ArrayList<>();
        BODIES.forEach(body -> all.add(new Odd("body " + body, body)));
        JsonNode root = read(good);
        List<String> pointers = pointers(root, "");
        int step = pointers.size() > FEW ? 3 : 1;
        for (int i = 0; i < pointers.size(); i++) {
            String pointer = pointers.get(i);
            all.add(new Odd(pointer + " left out", changed(root, pointer, null)));
            String marked = changed(root, pointer, HERE);
            for (int at = i % step; at < VALUES.size(); at += step) {
                String value = VALUES.get(at);
                String shown = value.length() > 40 ? value.substring(0, 40) : value;
                all.add(new Odd(pointer + " = " + shown, marked.replace("\"" + HERE + "\"", value)));
            }
        }
        return all.stream();
    }

    /** Queries of a list of which each is malformed: limits, and cursors that no server made for so many keys. */
    public static Stream<String> pages() {
        Stream<String> limits = Stream.of("", "0", "-1", "101", "99999999999999999999", "x", "1e1", "%00", "1%20")
                .map(limit -> "limit=" + limit);
        Stream<String> cursors = Stream.concat(
                Stream.of("", "zzz", "%00", "=", "..", "x".repeat(3_000)),
                Stream.of(
                                new String[] {"x"},
                                new String[] {""},
                                new String[] {"1", "2", "3"},
                                new String[] {"9".repeat(30)},
                                new String[] {"NaN", UUID},
                                new String[] {"+999999999-12-31T00:00:00Z", UUID},
                                new String[] {"-999999999-01-01T00:00:00Z", UUID},
                                new String[] {"2026-01-01T00:00:00Z", "x"},
                                new String[] {"\uFFFF", "\uFFFF"})
                        .map(keys -> Cursor.of(keys).encode()));
        return Stream.concat(limits, cursors.map(cursor -> "cursor=" + cursor));
    }

    /** An answer that is no fault of ours; a refusal is a problem with a code, and its pointers are JSON pointers. */
    public static void fine(Object input, Response answer) {
        String body = answer.asString();
        assertThat(answer.statusCode()).as("%s → %s", input, body).isBetween(200, 499);
        if (answer.statusCode() >= 400) {
            assertThat(answer.contentType()).as("%s", input).startsWith("application/problem+json");
            JsonNode problem = read(body);
            assertThat(problem.path("code").asText()).as("%s", input).matches("[a-z]+(-[a-z]+)*");
            problem.path("errors")
                    .forEach(error -> assertThat(error.path("pointer").asText())
                            .as("%s", input)
                            .matches("(/[^/]*)*"));
        }
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(name -> {
                pointers.add(at + "/" + name);
                pointers.addAll(pointers(node.get(name), at + "/" + name));
            });
        } else if (node.isArray() && !node.isEmpty()) {
            pointers.add(at + "/0");
            pointers.addAll(pointers(node.get(0), at + "/0"));
        }
        return pointers;
    }

    private static String changed(JsonNode root, String pointer, @Nullable String value) {
        JsonNode copy = root.deepCopy();
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1);
        switch (copy.at(pointer.substring(0, last))) {
            case ObjectNode object when value == null -> object.remove(name);
            case ObjectNode object -> object.put(name, value);
            case ArrayNode array when value == null -> array.remove(Integer.parseInt(name));
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            default -> throw new IllegalStateException(pointer);
        }
        return copy.toString();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException none) {
            throw new AssertionError("no JSON: " + text, none);
        }
    }
}
