package jp.enishi.web.page;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a field of a form holds, in words: names instead of codes, dates and amounts as readers write them. */
public final class Contents {
    private static final Map<String, String> FACETS = Map.ofEntries(
            Map.entry("role", "roles"),
            Map.entry("roles", "roles"),
            Map.entry("industry", "industries"),
            Map.entry("industries", "industries"),
            Map.entry("prefecture", "prefectures"),
            Map.entry("prefectures", "prefectures"),
            Map.entry("workplace", "workplaces"),
            Map.entry("workplaces", "workplaces"),
            Map.entry("phases", "phases"));

    private Contents() {}

    /** The words; the one for nothing when the field is empty. */
    public static String of(String pointer, List<String> texts, Language language) {
        return of(pointer, texts, language, Zones.JAPAN);
    }

    /** The same with the zone in which times were typed. */
    static String of(String pointer, List<String> texts, Language language, ZoneId zone) {
        String words = texts.stream()
                .filter(text -> !text.isBlank())
                .map(text -> word(pointer, text, language, zone))
                .collect(Collectors.joining(Messages.text(language, "list_comma")));
        return words.isEmpty() ? Messages.text(language, "none") : words;
    }

    private static String word(String pointer, String text, Language language, ZoneId zone) {
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        String facet = pointer.endsWith("/workplace/kind") ? "workplaces" : FACETS.get(field);
        if (facet != null) {
            return Vocabulary.name(facet, text, language);
        }
        if (pointer.startsWith("/mail/")) {
            return yesOrNo(text, language);
        }
        return switch (field) {
            case "level" ->
                Vocabulary.name(pointer.contains("/languages/") ? "languageLevels" : "levels", text, language);
            case "language" -> Formats.language(text, language);
            case "amount" -> Formats.yen(text, language);
            case "dueDay" -> {
                String last = Messages.find(language, codes(pointer) + "_" + text);
                yield last != null ? last : Messages.text(language, "day_of_month", text);
            }
            case "onSiteDays" -> Messages.text(language, "days_a_week", text);
            case "utilisation", "rateTolerance" -> text + "%";
            case "extensible", "knockOut" -> yesOrNo(text, language);
            default -> {
                String code = Messages.find(language, codes(pointer) + "_" + text);
                yield code != null ? code : moment(text, language, zone);
            }
        };
    }

    /** The prefix of the texts of a field's codes: {@code option_payment_method}. */
    public static String codes(String pointer) {
        return "option_" + Labels.key(pointer);
    }

    private static String moment(String text, Language language, ZoneId zone) {
        String instant = Formats.instant(text, zone);
        return instant == null
                ? Formats.month(Formats.date(text, language), language)
                : Formats.time(instant, language, zone);
    }

    private static String yesOrNo(String text, Language language) {
        return Messages.text(language, text.equals("true") ? "yes" : "no");
    }
}
