package jp.enishi.web.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a field of a form holds, in words: names instead of codes, dates and amounts as readers write them. */
final class Contents {
    private static final Map<String, String> FACETS = Map.of(
            "role", "roles",
            "roles", "roles",
            "industry", "industries",
            "industries", "industries",
            "prefecture", "prefectures",
            "prefectures", "prefectures",
            "kind", "workplaces",
            "workplaces", "workplaces",
            "phases", "phases");

    private Contents() {}

    /** The words; the one for nothing when the field is empty. */
    static String of(String pointer, List<String> texts, Language language) {
        String words = texts.stream()
                .filter(text -> !text.isBlank())
                .map(text -> word(pointer, text, language))
                .collect(Collectors.joining(Messages.text(language, "list_comma")));
        return words.isEmpty() ? Messages.text(language, "none") : words;
    }

    private static String word(String pointer, String text, Language language) {
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        String facet = FACETS.get(field);
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
            case "extensible" -> yesOrNo(text, language);
            default -> Formats.month(Formats.date(text, language), language);
        };
    }

    private static String yesOrNo(String text, Language language) {
        return Messages.text(language, text.equals("true") ? "yes" : "no");
    }
}
