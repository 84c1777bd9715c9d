package jp.enishi.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * What fields are called tells what is asked. Nobody is asked for what must not count when people are chosen (nationality,
 * age, gender, photo, family, nearest station and the like), and no work under an agreement is supervised as employment
 * is (偽装請負). The sheet by which people are chosen doesn't say who they are.
 */
public final class Fields {
    private static final Set<String> PROTECTED = Set.of(
            "nationality",
            "nationalities",
            "citizen",
            "citizenship",
            "birth",
            "birthday",
            "birthdate",
            "born",
            "birthplace",
            "age",
            "ages",
            "gender",
            "sex",
            "photo",
            "photos",
            "portrait",
            "avatar",
            "face",
            "marital",
            "married",
            "marriage",
            "spouse",
            "child",
            "children",
            "religion",
            "race",
            "ethnicity",
            "disability",
            "station");

    private static final Set<String> SUPERVISED = Set.of(
            "attendance",
            "clock",
            "punch",
            "timesheet",
            "timecard",
            "overtime",
            "shift",
            "shifts",
            "roster",
            "absence",
            "absent",
            "lateness",
            "worked",
            "daily",
            "log",
            "supervision",
            "supervisor");

    private static final Set<String> IDENTITY = Set.of(
            "name", "names", "kana", "romaji", "company", "project", "mail", "email", "phone", "address", "user");

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");

    private Fields() {}

    /** Whether a field of this name asks for what must not count. */
    public static boolean isProtected(String name) {
        List<String> words = words(name);
        int family = words.indexOf("family");
        return words.stream().anyMatch(PROTECTED::contains)
                || family >= 0
                        && (family + 1 == words.size() || !words.get(family + 1).equals("name"));
    }

    /** Whether a field of this name notes when or how somebody works, as an employer would. */
    public static boolean isSupervision(String name) {
        return words(name).stream().anyMatch(SUPERVISED::contains);
    }

    /**
     * Fails when a field or parameter of the OpenAPI document asks for such a thing, or when its {@code Sheet} says who
     * somebody is.
     *
     * @param otherwiseMeant names that mean something else in this document
     */
    public static void check(Path openApi, Set<String> otherwiseMeant) {
        List<String> broken = broken(read(openApi), otherwiseMeant);
        if (!broken.isEmpty()) {
            throw new AssertionError(openApi + ": " + broken);
        }
    }

    private static List<String> broken(Map<?, ?> document, Set<String> otherwiseMeant) {
        Set<String> names = new HashSet<>();
        collect(document, names);
        if (names.isEmpty()) {
            return List.of("there is no field");
        }
        List<String> broken = new ArrayList<>();
        for (String name : names) {
            if (!otherwiseMeant.contains(name) && (isProtected(name) || isSupervision(name))) {
                broken.add(name);
            }
        }
        Set<String> sheet = new HashSet<>();
        collect(schema(document, "Sheet"), document, new HashSet<>(), sheet);
        for (String name : sheet) {
            if (words(name).stream().anyMatch(IDENTITY::contains)) {
                broken.add("Sheet: " + name);
            }
        }
        return broken;
    }

    /** The names of all properties and parameters. */
    private static void collect(@Nullable Object node, Set<String> names) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
            if (map.containsKey("in") && map.get("name") instanceof String parameter) {
                names.add(parameter);
            }
            map.values().forEach(value -> collect(value, names));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(value, names));
        }
    }

    /** The names of the properties of a schema and of those that it refers to. */
    private static void collect(@Nullable Object node, Map<?, ?> document, Set<String> followed, Set<String> names) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().forEach(name -> names.add(String.valueOf(name)));
            }
            if (map.get("$ref") instanceof String reference && followed.add(reference)) {
                collect(
                        schema(document, reference.substring(reference.lastIndexOf('/') + 1)),
                        document,
                        followed,
                        names);
            }
            map.values().forEach(value -> collect(value, document, followed, names));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(value, document, followed, names));
        }
    }

    private static @Nullable Object schema(Map<?, ?> document, String name) {
        return document.get("components") instanceof Map<?, ?> components
                        && components.get("schemas") instanceof Map<?, ?> schemas
                ? schemas.get(name)
                : null;
    }

    private static Map<?, ?> read(Path openApi) {
        try {
            return new Yaml().load(Files.readString(openApi));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> words(String name) {
        return WORD.matcher(name)
                .results()
                .map(MatchResult::group)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
