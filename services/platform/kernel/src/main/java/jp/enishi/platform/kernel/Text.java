package jp.enishi.platform.kernel;

import java.text.Normalizer;

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
}
