package jp.enishi.contracts.order.document;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import jp.enishi.contracts.Language;

/** The words of documents and mails in one language. */
final class Words {
    private final ResourceBundle words;
    private final Locale locale;

    private Words(ResourceBundle words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    static Words in(Language language) {
        Locale locale = language == Language.EN ? Locale.ENGLISH : Locale.JAPANESE;
        return new Words(ResourceBundle.getBundle("order", locale), locale);
    }

    String of(String key, Object... args) {
        String pattern = words.getString(key);
        return args.length == 0 ? pattern : new MessageFormat(pattern, locale).format(args);
    }

    Locale locale() {
        return locale;
    }
}
