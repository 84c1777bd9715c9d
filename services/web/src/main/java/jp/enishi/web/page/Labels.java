package jp.enishi.web.page;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The name of a field for readers, found by its JSON pointer: {@code /requirements/positions/0/role} is {@code label_positions_role}. */
public final class Labels {
    private static final Set<String> PARTS = Set.of("requirements", "profile", "resume", "availability", "wishes");

    private Labels() {}

    public static String of(String pointer, Language language) {
        String key = key(pointer);
        while (!key.isEmpty()) {
            String found = Messages.find(language, "label_" + key);
            if (found != null) {
                return found;
            }
            int end = key.lastIndexOf('_');
            key = end < 0 ? "" : key.substring(0, end);
        }
        return pointer;
    }

    /** The pointer without its part of the document and without row numbers, joined by underscores. */
    public static String key(String pointer) {
        String[] steps = pointer.substring(Math.min(1, pointer.length())).split("/");
        int from = steps.length > 1 && PARTS.contains(steps[0]) ? 1 : 0;
        return Arrays.stream(steps, from, steps.length)
                .filter(step -> !step.chars().allMatch(Character::isDigit))
                .collect(Collectors.joining("_"));
    }
}
