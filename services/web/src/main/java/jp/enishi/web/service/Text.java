package jp.enishi.web.service;

import jp.enishi.web.page.Language;
import org.jspecify.annotations.Nullable;

/** A text in Japanese and, where somebody wrote it, in English. */
public record Text(@Nullable String ja, @Nullable String en) {
    /** The reader's language, or the one that there is. */
    public String in(Language language) {
        String wanted = language == Language.JA ? ja : en;
        if (wanted != null && !wanted.isBlank()) {
            return wanted;
        }
        String other = language == Language.JA ? en : ja;
        return other == null ? "" : other;
    }

    /** Whether the reader gets it in the other language. */
    public boolean foreignTo(Language language) {
        String wanted = language == Language.JA ? ja : en;
        return wanted == null || wanted.isBlank();
    }
}
