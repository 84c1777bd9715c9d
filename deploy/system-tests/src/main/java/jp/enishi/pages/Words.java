package jp.enishi.pages;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** The words of the pages in one language, as web has them. */
public final class Words {
    /** What stands where a text has an argument. */
    private static final String ANYTHING = "\u0001";

    /** Parts of documents whose name is no part of the names of their fields. */
    private static final Pattern PART =
            Pattern.compile("^/((requirements|profile|resume|availability|wishes|terms)/)?");

    private final String language;
    private final Properties texts = new Properties();

    public Words(Path project, String language) throws IOException {
        this.language = language;
        try (Reader reader = Files.newBufferedReader(
                project.resolve("services/web/src/main/resources/messages/" + language + ".properties"))) {
            texts.load(reader);
        }
    }

    String language() {
        return language;
    }

    /** What the reader of this language would type or look for. */
    String of(String japanese, String english) {
        return language.equals("ja") ? japanese : english;
    }

    /** A text of the pages. */
    String text(String key) {
        String found = texts.getProperty(key);
        if (found == null) {
            throw new IllegalArgumentException("there is no text " + key);
        }
        return found;
    }

    /** A text whose arguments may be anything. */
    Pattern pattern(String key) {
        String whole = new MessageFormat(text(key), Locale.ROOT)
                .format(new Object[] {ANYTHING, ANYTHING, ANYTHING});
        return Pattern.compile(quoted(whole).replace(ANYTHING, ".*"));
    }

    /** As it stands, in the patterns of the browser, which don't know Java's way to quote. */
    static String quoted(String text) {
        return text.replaceAll("[\\\\^$.*+?()\\[\\]{}|/]", "\\\\$0");
    }

    /** The name of a field, which stands in the form at a pointer. */
    String label(String pointer) {
        String key = PART.matcher(pointer).replaceFirst("").replace('/', '_');
        while (texts.getProperty("label_" + key) == null) {
            int end = key.lastIndexOf('_');
            if (end < 0) {
                throw new IllegalArgumentException("there is no label for " + pointer);
            }
            key = key.substring(0, end);
        }
        return text("label_" + key);
    }
}
