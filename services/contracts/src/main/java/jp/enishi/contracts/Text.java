package jp.enishi.contracts;

import org.jspecify.annotations.Nullable;

/** What a person reads, in Japanese (the default) and, when somebody wrote it, in English. */
public record Text(@Nullable String ja, @Nullable String en) {

    public static Text of(String ja, @Nullable String en) {
        return new Text(ja, en);
    }

    /** Whether a Japanese reader finds something in it. */
    public static boolean isWritten(@Nullable Text text) {
        return text != null && text.ja() != null && !text.ja().isBlank();
    }

    /** In the reader's language where it was written in it, else in Japanese. */
    public String in(Language language) {
        boolean english = language == Language.EN && en != null && !en.isBlank();
        String words = english ? en : ja;
        return words == null ? "" : words;
    }
}
