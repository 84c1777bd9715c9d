package jp.enishi.web.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The name of a field for readers, found by its JSON pointer: {@code /requirements/positions/0/role} is {@code label_positions_role}. */
public final class Labels {
    private static final Set<String> PARTS =
            Set.of("requirements", "profile", "resume", "availability", "wishes", "terms");

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

    /**
     * Where a field is, from the outside in, with the numbers of its rows: {@code /skills/2/years} is the years of the
     * third skill. For lists of faults, where the label alone would not say which.
     */
    public static String path(String pointer, Language language) {
        String whole = Messages.find(language, "path_" + key(pointer));
        if (whole != null) {
            return whole;
        }
        String[] steps = pointer.substring(Math.min(1, pointer.length())).split("/");
        var found = new ArrayList<String>();
        for (int i = 0; i < steps.length; i++) {
            String own = Messages.find(
                    language,
                    "label_" + key("/" + String.join("/", List.of(steps).subList(0, i + 1))));
            if (own == null || isNumber(steps[i]) || (i == 0 && steps.length > 1 && PARTS.contains(steps[0]))) {
                continue;
            }
            found.add(
                    i + 1 < steps.length && isNumber(steps[i + 1])
                            ? own + " " + (Integer.parseInt(steps[i + 1]) + 1)
                            : own);
        }
        if (steps[steps.length - 1].equals("en")) {
            found.add(Messages.text(language, "in_english"));
        }
        return found.isEmpty() ? of(pointer, language) : String.join(" › ", found);
    }

    private static boolean isNumber(String step) {
        return !step.isEmpty() && step.length() < 6 && step.chars().allMatch(Character::isDigit);
    }

    /** The pointer without its part of the document and without row numbers, joined by underscores. */
    public static String key(String pointer) {
        String[] steps = pointer.substring(Math.min(1, pointer.length())).split("/");
        int from = steps.length > 1 && PARTS.contains(steps[0]) ? 1 : 0;
        return Arrays.stream(steps, from, steps.length)
                .filter(step -> !isNumber(step))
                .collect(Collectors.joining("_"));
    }
}
