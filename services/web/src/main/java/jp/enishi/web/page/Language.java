package jp.enishi.web.page;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The languages of the pages. Japanese is the default. */
public enum Language {
    JA(Locale.JAPANESE),
    EN(Locale.ENGLISH);

    private static final Set<Character.UnicodeScript> JAPANESE =
            Set.of(Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA, Character.UnicodeScript.HAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** The language tag: {@code ja}, {@code en}. */
    public String tag() {
        return locale.getLanguage();
    }

    /** The one that the switch on each page leads to. */
    public Language other() {
        return this == JA ? EN : JA;
    }

    /** The language that a person wrote in: Japanese as soon as there is a kana or a Chinese character. */
    public static Language written(@Nullable String text) {
        return text == null
                        || text.isBlank()
                        || text.codePoints()
                                .mapToObj(Character.UnicodeScript::of)
                                .anyMatch(JAPANESE::contains)
                ? JA
                : EN;
    }

    /** What the reader asked for: the parameter, then the cookie, then the browser's wish. */
    public static Language of(@Nullable String parameter, @Nullable String cookie, @Nullable String accepted) {
        for (Language language : values()) {
            if (language.tag().equals(parameter)) {
                return language;
            }
        }
        for (Language language : values()) {
            if (language.tag().equals(cookie)) {
                return language;
            }
        }
        if (accepted == null) {
            return JA;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(accepted), List.of(Locale.JAPANESE, Locale.ENGLISH));
            return Locale.ENGLISH.equals(best) ? EN : JA;
        } catch (IllegalArgumentException malformed) {
            return JA;
        }
    }
}
