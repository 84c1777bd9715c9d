package jp.enishi.bench.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Years of experience as English texts state them: "2014 – 2019", "since 2019", "five years", "6 months". */
final class Years {
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12));
    private static final String YEAR = "((?:19|20)\\d\\d)";
    /** From a year, with words such as a month around it, up to a year or the present. */
    static final Pattern RANGE = Pattern.compile(
            YEAR + "[^\\d\\n]{1,16}?(?:" + YEAR + "|(present|current|now|today|date))", Pattern.CASE_INSENSITIVE);

    static final Pattern LENGTH = Pattern.compile(
            "\\b(\\d{1,2}(?:\\.\\d)?|" + String.join("|", WORDS.keySet())
                    + ")\\s*(?:\\(\\d{1,2}\\))?\\s*(?:\\+|plus|or more|full|solid)?[\\s-]*(years?|yrs?|months?)\\b",
            Pattern.CASE_INSENSITIVE);

    private Years() {}

    /** Years that the text spans or states; {@code present} stands for today. */
    static OptionalDouble spent(String text, int present) {
        Matcher range = RANGE.matcher(text);
        double sum = 0;
        boolean found = false;
        while (range.find()) {
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? present : Integer.parseInt(range.group(2));
            sum += Math.max(0, to - from);
            found = true;
        }
        if (found) {
            return OptionalDouble.of(sum);
        }
        return asked(text);
    }

    /** The first length of time that the text names. */
    static OptionalDouble asked(String text) {
        Matcher length = LENGTH.matcher(text);
        return length.find() ? OptionalDouble.of(value(length)) : OptionalDouble.empty();
    }

    private static double value(Matcher length) {
        String number = length.group(1).toLowerCase(Locale.ROOT);
        Integer word = WORDS.get(number);
        double value = word == null ? Double.parseDouble(number) : word;
        return length.group(2).toLowerCase(Locale.ROOT).startsWith("m") ? value / 12 : value;
    }

    /** Cuts a text into pieces that name at most one length of time each. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String part : text.split("(?<=[.;,])\\s+|\\s+(?=and\\s)|\\n")) {
            boolean named = LENGTH.matcher(piece).find();
            if (named && LENGTH.matcher(part).find()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(' ').append(part);
        }
        if (!piece.toString().isBlank()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    static String without(String text) {
        return LENGTH.matcher(RANGE.matcher(text).replaceAll(" ")).replaceAll(" ");
    }
}
