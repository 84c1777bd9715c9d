package jp.enishi.web.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Codes and named arguments as sentences: {@code {maximum}} in a text is the argument of that name. */
public final class Sentences {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private Sentences() {}

    /** The sentence of a code; the general one of its kind when the code has none. */
    public static String of(String kind, String code, Map<String, Object> args, Language language) {
        String pattern =
                Messages.find(language, kind + "_" + code.replace('-', '_').toLowerCase(java.util.Locale.ROOT));
        if (pattern == null) {
            pattern = Messages.text(language, kind + "_other");
        }
        return NAME.matcher(pattern)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        word(found.group(1), args.get(found.group(1)), language)));
    }

    private static String word(String name, @Nullable Object value, Language language) {
        return switch (value) {
            case null -> "";
            case List<?> pointers ->
                pointers.stream()
                        .map(pointer -> Labels.of(pointer.toString(), language))
                        .distinct()
                        .collect(Collectors.joining(language == Language.JA ? "、" : ", "));
            case Long whole -> "%,d".formatted(whole);
            case Integer whole -> "%,d".formatted(whole);
            case Double number -> Formats.number(number);
            default ->
                switch (name) {
                    case "skill", "via" -> Vocabulary.name("skills", value.toString(), language);
                    case "role" -> Vocabulary.name("roles", value.toString(), language);
                    case "from", "start", "date" -> Formats.date(value.toString(), language);
                    case "status" -> Messages.text(language, "case_status_" + value);
                    default -> value.toString();
                };
        };
    }
}
