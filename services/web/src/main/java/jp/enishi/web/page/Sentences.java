package jp.enishi.web.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.enishi.web.service.Money;

/** Codes and named arguments as sentences: {@code {max}} in a text is the argument of that name. */
public final class Sentences {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*Z");

    /** The ends of a range have two names among the services. */
    private static final Map<String, String> ENDS = Map.of("min", "minimum", "max", "maximum");

    /** What somebody is stopped by, and what would change it, that is counted in yen. */
    private static final Set<String> MONEY = Set.of("RATE", "raise-budget");

    private Sentences() {}

    /** The sentence of a code; the general one of its kind when the code has none. */
    public static String of(String kind, String code, Map<String, Object> args, Language language) {
        String pattern = Messages.find(language, key(kind, code));
        if (pattern == null) {
            pattern = Messages.text(language, kind + "_other");
        }
        return NAME.matcher(pattern)
                .replaceAll(found -> Matcher.quoteReplacement(word(kind, code, found.group(1), args, language)));
    }

    /** The key of a code's text. */
    static String key(String kind, String code) {
        return kind + "_" + code.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    private static String word(String kind, String code, String name, Map<String, Object> args, Language language) {
        Object value = args.getOrDefault(name, args.get(ENDS.getOrDefault(name, name)));
        return switch (value) {
            case null -> "";
            case List<?> pointers ->
                pointers.stream()
                        .map(pointer -> listed(name, pointer.toString(), language))
                        .distinct()
                        .collect(Collectors.joining(language == Language.JA ? "、" : ", "));
            case Long whole -> whole(kind, code, name, whole, language);
            case Integer whole -> whole(kind, code, name, whole, language);
            case Double number -> Formats.number(number);
            default -> text(name, Objects.toString(value), language);
        };
    }

    /** A skill or a condition by its words, a field by its name, an item of an order by its words, anything else as it is. */
    private static String listed(String name, String item, Language language) {
        return switch (name) {
            case "skills" -> Vocabulary.name("skills", item, language);
            case "gates" -> Messages.text(language, "condition_" + item);
            default ->
                item.startsWith("/")
                        ? Labels.path(item, language)
                        : Objects.requireNonNullElse(Messages.find(language, "legal_" + item), item);
        };
    }

    private static String whole(String kind, String code, String name, long number, Language language) {
        boolean money = (kind.equals("note") && !name.equals("days"))
                || (kind.equals("reason") && (name.equals("amount") || name.equals("budget")))
                || MONEY.contains(code);
        return money ? Formats.money(new Money(number, "JPY"), language) : "%,d".formatted(number);
    }

    private static String text(String name, String value, Language language) {
        return switch (name) {
            case "skill", "via" -> Vocabulary.name("skills", value, language);
            case "gate" -> Messages.text(language, "condition_" + value);
            case "role", "closest" -> Vocabulary.name("roles", value, language);
            case "prefecture" -> Vocabulary.name("prefectures", value, language);
            case "language" -> Formats.language(value, language);
            case "level", "requiredLevel" -> Vocabulary.name("languageLevels", value, language);
            case "kind" -> Vocabulary.name("workplaces", value, language);
            case "status" -> Messages.text(language, "case_status_" + value);
            case "suggestion" -> Messages.text(language, "error_suggestion").replace("{suggestion}", value);
            case "waitsFor" -> Messages.text(language, "side_" + value);
            default ->
                INSTANT.matcher(value).matches()
                        ? Formats.time(value, language)
                        : DATE.matcher(value).matches() ? Formats.date(value, language) : value;
        };
    }
}
