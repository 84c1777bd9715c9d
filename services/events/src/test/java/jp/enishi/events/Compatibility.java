package jp.enishi.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares a schema with its released form. Within a version only optional properties (and definitions for them) may be
 * added; what is not known to be harmless is a violation.
 */
final class Compatibility {
    private static final Set<String> ANNOTATIONS = Set.of("title", "description", "$comment", "examples");
    private static final Set<String> MAPS_OF_SCHEMAS = Set.of("properties", "$defs");
    private static final Set<String> SCHEMAS = Set.of("items", "if", "then", "else", "not", "contains");

    private final List<String> violations = new ArrayList<>();

    private Compatibility() {}

    /** What a reader of the released schema would trip over, as "pointer: reason". */
    static List<String> violations(JsonNode released, JsonNode current) {
        var comparison = new Compatibility();
        comparison.compare("", released, current);
        return comparison.violations;
    }

    private void compare(String at, JsonNode released, JsonNode current) {
        if (!released.isObject() || !current.isObject()) {
            if (!released.equals(current)) {
                violations.add(at + ": changed");
            }
            return;
        }
        Set<String> keywords = new HashSet<>();
        released.fieldNames().forEachRemaining(keywords::add);
        current.fieldNames().forEachRemaining(keywords::add);
        keywords.removeAll(ANNOTATIONS);
        for (String keyword : keywords.stream().sorted().toList()) {
            String place = at + "/" + keyword;
            JsonNode before = released.get(keyword);
            JsonNode after = current.get(keyword);
            if (keyword.equals("required")) {
                compareRequired(place, before, after);
            } else if (before == null) {
                if (!keyword.equals("$defs")) {
                    violations.add(place + ": added keyword");
                }
            } else if (after == null) {
                violations.add(place + ": removed keyword");
            } else if (MAPS_OF_SCHEMAS.contains(keyword)) {
                compareMembers(place, before, after);
            } else if (SCHEMAS.contains(keyword)) {
                compare(place, before, after);
            } else if (keyword.equals("allOf")) {
                compareElements(place, before, after);
            } else if (!before.equals(after)) {
                violations.add(place + ": changed");
            }
        }
    }

    private void compareRequired(String place, JsonNode before, JsonNode after) {
        Set<String> was = names(before);
        Set<String> is = names(after);
        is.stream().filter(name -> !was.contains(name)).sorted().forEach(n -> violations.add(place + ": new " + n));
        was.stream()
                .filter(name -> !is.contains(name))
                .sorted()
                .forEach(n -> violations.add(place + ": no longer " + n));
    }

    private void compareMembers(String place, JsonNode before, JsonNode after) {
        before.fieldNames().forEachRemaining(name -> {
            if (after.has(name)) {
                compare(place + "/" + name, before.get(name), after.get(name));
            } else {
                violations.add(place + "/" + name + ": removed");
            }
        });
    }

    private void compareElements(String place, JsonNode before, JsonNode after) {
        if (before.size() != after.size()) {
            violations.add(place + ": changed");
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            compare(place + "/" + i, before.get(i), after.get(i));
        }
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new HashSet<>();
        if (array != null) {
            array.forEach(name -> names.add(name.asText()));
        }
        return names;
    }
}
