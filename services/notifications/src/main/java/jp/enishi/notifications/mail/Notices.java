package jp.enishi.notifications.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import jp.enishi.notifications.news.Occasion;
import jp.enishi.platform.taxonomy.Language;

/** What mails say of each occasion that is mailed, in every language. */
@ApplicationScoped
public class Notices {
    private final Map<Language, Properties> words = new EnumMap<>(Language.class);

    public Notices() {
        for (Language language : Language.values()) {
            words.put(language, read(language));
        }
    }

    /** What happened; also the subject. */
    public String sentence(Occasion occasion, Language language) {
        return find(occasion.name(), language);
    }

    /** What the reader may do now. */
    public String advice(Occasion occasion, Language language) {
        return find(occasion.name() + ".advice", language);
    }

    /** The name of a criterion of a saved search. */
    public String criterion(String code, Language language) {
        return find("criterion." + code, language);
    }

    private String find(String key, Language language) {
        String found = words.getOrDefault(language, new Properties()).getProperty(key);
        if (found == null) {
            throw new IllegalStateException("There are no words for " + key + " in " + language);
        }
        return found;
    }

    private static Properties read(Language language) {
        String name = "/notices/" + language.name().toLowerCase(Locale.ROOT) + ".properties";
        try (InputStream in = Notices.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + name);
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
