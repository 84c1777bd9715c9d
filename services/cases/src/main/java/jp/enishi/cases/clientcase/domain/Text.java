package jp.enishi.cases.clientcase.domain;

import org.jspecify.annotations.Nullable;

/** What a person reads, in Japanese (the default) and, when somebody wrote it, in English; blank is the same as missing. */
public record Text(@Nullable String ja, @Nullable String en) {

    public Text {
        ja = jp.enishi.platform.kernel.Text.canonicalOrNull(ja);
        en = jp.enishi.platform.kernel.Text.canonicalOrNull(en);
    }

    /** A text of which both languages are known. */
    public static Text of(String ja, @Nullable String en) {
        return new Text(ja, en);
    }

    /** Whether a Japanese reader finds something in it. */
    public static boolean isWritten(@Nullable Text text) {
        return text != null && text.ja() != null;
    }
}
