package jp.enishi.web.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Every text of the pages: one file per language, {@code messages/<language>.properties}, with the same keys. */
public final class Messages {
    private static final Map<Language, Properties> TEXTS = load();

    private Messages() {}

    /** Texts that count have a second one for a single thing, in languages that make the difference. */
    static final String SINGULAR = "_one";

    /** The text with its arguments; the key itself when there is none, which a test refuses for keys in templates. */
    public static String text(Language language, String key, Object... arguments) {
        String singular = arguments.length > 0 && "1".equals(String.valueOf(arguments[0]))
                ? find(language, key + SINGULAR)
                : null;
        String pattern = singular == null ? find(language, key) : singular;
        if (pattern == null) {
            return key;
        }
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, language.locale()).format(arguments);
    }

    public static @Nullable String find(Language language, String key) {
        return Objects.requireNonNull(TEXTS.get(language)).getProperty(key);
    }

    private static Map<Language, Properties> load() {
        var texts = new EnumMap<Language, Properties>(Language.class);
        for (Language language : Language.values()) {
            String file = "messages/" + language.tag() + ".properties";
            var properties = new Properties();
            try (var in = Objects.requireNonNull(Messages.class.getClassLoader().getResourceAsStream(file), file)) {
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            texts.put(language, properties);
        }
        return texts;
    }
}
