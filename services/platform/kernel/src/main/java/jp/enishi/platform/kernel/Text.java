package jp.enishi.platform.kernel;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What every text that people type must be before it is kept: free of U+0000, which PostgreSQL cannot hold. */
public final class Text {
    private Text() {}

    public static boolean hasNul(CharSequence text) {
        return text.chars().anyMatch(character -> character == 0);
    }

    /** NFC, outer blanks (also U+3000) removed. The same name typed on two machines becomes the same text. */
    public static String canonical(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** The canonical text; empty for null. */
    public static String canonicalOrEmpty(@Nullable String text) {
        return text == null ? "" : canonical(text);
    }

    /** The canonical text; null when nothing is left of it. */
    public static @Nullable String canonicalOrNull(@Nullable String text) {
        var canonical = canonicalOrEmpty(text);
        return canonical.isEmpty() ? null : canonical;
    }
}
