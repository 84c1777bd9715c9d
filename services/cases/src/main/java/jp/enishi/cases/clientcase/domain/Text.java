package jp.enishi.cases.clientcase.domain;

import org.jspecify.annotations.Nullable;

/** What a person reads, in Japanese (the default) and, when somebody wrote it, in English. */
public record Text(@Nullable String ja, @Nullable String en) {

    /** A text of which both languages are known. */
    public static Text of(String ja, @Nullable String en) {
        return new Text(ja, en);
    }

    /** Whether a Japanese reader finds something in it. */
    public static boolean isWritten(@Nullable Text text) {
        return text != null && text.ja() != null && !text.ja().isBlank();
    }
}
