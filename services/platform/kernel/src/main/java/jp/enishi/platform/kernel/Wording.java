package jp.enishi.platform.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words that neither a case nor a contract may use: those of employment and dispatch (偽装請負), each with the word to use instead, and
 * conditions on the person (nationality, age, gender). The words are data, one rule a line:
 * {@code kind<TAB>language<TAB>pattern<TAB>suggestion<TAB>exceptions divided by |}.
 */
public final class Wording {

    /** EMPLOYMENT words have a suggestion; DISCRIMINATION has none. */
    enum Kind {
        EMPLOYMENT("wording-employment"),
        DISCRIMINATION("wording-discrimination");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    private record Rule(
            Kind kind,
            Pattern words,
            @Nullable String suggestion,
            @Nullable Pattern exceptions) {}

    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

    private final List<Rule> japanese;
    private final List<Rule> english;

    private Wording(List<Rule> japanese, List<Rule> english) {
        this.japanese = japanese;
        this.english = english;
    }

    /** The rules that ship with the software. */
    public static Wording shipped() {
        try (InputStream words = Wording.class.getResourceAsStream("/wording.tsv")) {
            if (words == null) {
                throw new IllegalStateException("no wording.tsv");
            }
            return of(new String(words.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads the rules.
     *
     * @throws IllegalArgumentException when a line can't be understood
     */
    public static Wording of(List<String> lines) {
        var japanese = new ArrayList<Rule>();
        var english = new ArrayList<Rule>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length != 5) {
                throw new IllegalArgumentException("a wording rule has five cells: " + line);
            }
            boolean isEnglish = switch (cells[1]) {
                case "ja" -> false;
                case "en" -> true;
                default -> throw new IllegalArgumentException("unknown language: " + line);
            };
            var rule = new Rule(
                    Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                    pattern(cells[2], isEnglish),
                    cells[3].isBlank() ? null : cells[3],
                    cells[4].isBlank() ? null : pattern(cells[4], isEnglish));
            (isEnglish ? english : japanese).add(rule);
        }
        return new Wording(List.copyOf(japanese), List.copyOf(english));
    }

    private static Pattern pattern(String words, boolean isEnglish) {
        return Pattern.compile(isEnglish ? "\\b(?:" + words + ")\\b" : words);
    }

    /** The refusals for a text, each word once. English words are refused in Japanese texts too, and the reverse. */
    public List<FieldError> check(String pointer, @Nullable String text) {
        if (text == null) {
            return List.of();
        }
        var errors = new ArrayList<FieldError>();
        String plain = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("");
        for (List<Rule> rules : List.of(japanese, english)) {
            for (Rule rule : rules) {
                for (String word : words(rule, plain)) {
                    errors.add(new FieldError(pointer, rule.kind().code, arguments(word, rule.suggestion())));
                }
            }
        }
        return errors;
    }

    private static Set<String> words(Rule rule, String text) {
        List<MatchResult> allowed = rule.exceptions() == null
                ? List.of()
                : rule.exceptions().matcher(text).results().toList();
        var found = new LinkedHashSet<String>();
        rule.words()
                .matcher(text)
                .results()
                .filter(hit -> allowed.stream().noneMatch(fine -> fine.start() < hit.end() && hit.start() < fine.end()))
                .forEach(hit -> found.add(hit.group()));
        return found;
    }

    private static Map<String, String> arguments(String word, @Nullable String suggestion) {
        return suggestion == null ? Map.of("word", word) : Map.of("word", word, "suggestion", suggestion);
    }
}
