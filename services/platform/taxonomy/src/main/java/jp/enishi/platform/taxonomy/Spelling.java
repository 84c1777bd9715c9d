package jp.enishi.platform.taxonomy;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Text as it is compared: NFKC, lower case, variant ideographs folded, spaces, middle dots and long-vowel marks left
 * out. Remembers for every remaining character where it stood in the original.
 */
public final class Spelling {
    /** The first half of the ideographic variation selectors (U+E0100 and up). */
    private static final char SELECTORS = '\uDB40';

    private static final Map<Character, Character> VARIANTS = Map.ofEntries(
            Map.entry('髙', '高'),
            Map.entry('﨑', '崎'),
            Map.entry('嵜', '崎'),
            Map.entry('濵', '浜'),
            Map.entry('濱', '浜'),
            Map.entry('邉', '辺'),
            Map.entry('邊', '辺'),
            Map.entry('齋', '斎'),
            Map.entry('齊', '斉'),
            Map.entry('澤', '沢'),
            Map.entry('廣', '広'),
            Map.entry('國', '国'),
            Map.entry('德', '徳'),
            Map.entry('惠', '恵'),
            Map.entry('‐', '-'),
            Map.entry('‑', '-'),
            Map.entry('‒', '-'),
            Map.entry('–', '-'),
            Map.entry('—', '-'),
            Map.entry('−', '-'));

    private final char[] characters;
    private final int[] starts;
    private final int[] ends;
    private final int length;

    private Spelling(char[] characters, int[] starts, int[] ends, int length) {
        this.characters = characters;
        this.starts = starts;
        this.ends = ends;
        this.length = length;
    }

    public static Spelling of(String text) {
        var builder = new Builder(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = at + Character.charCount(text.codePointAt(at));
            while (next < text.length() && combines(text.codePointAt(next))) {
                next += Character.charCount(text.codePointAt(next));
            }
            if (next == at + 1 && text.charAt(at) < 0x80) {
                builder.add(asciiLower(text.charAt(at)), at, next);
            } else {
                String folded = Normalizer.normalize(text.substring(at, next), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
                for (int i = 0; i < folded.length(); i++) {
                    char c = folded.charAt(i);
                    if (c == SELECTORS) {
                        i++;
                    } else {
                        builder.add(VARIANTS.getOrDefault(c, c), at, next);
                    }
                }
            }
            at = next;
        }
        return builder.build();
    }

    public static String key(String text) {
        var spelling = of(text);
        return new String(spelling.characters, 0, spelling.length);
    }

    public int length() {
        return length;
    }

    /** A full-width letter, digit, sign or space as its ASCII form, anything else as it is. */
    public static char narrow(char c) {
        return c >= '！' && c <= '～' ? (char) (c - 0xFEE0) : c == '　' ? ' ' : c;
    }

    /** The character that is compared at the index. */
    public char at(int index) {
        return characters[index];
    }

    public int start(int index) {
        return starts[index];
    }

    public int end(int index) {
        return ends[index];
    }

    private static boolean combines(int c) {
        return c == '\uFF9E' || c == '\uFF9F' || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static char asciiLower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static final class Builder {
        private char[] characters;
        private int[] starts;
        private int[] ends;
        private int length;

        Builder(int capacity) {
            characters = new char[capacity];
            starts = new int[capacity];
            ends = new int[capacity];
        }

        void add(char c, int start, int end) {
            if (c == 'ー' || Character.getType(c) == Character.FORMAT || variationSelector(c)) {
                if (length > 0 && ends[length - 1] == start) {
                    ends[length - 1] = end;
                }
                return;
            }
            if (c == '・' || c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                return;
            }
            if (length == characters.length) {
                int larger = length * 2 + 8;
                characters = Arrays.copyOf(characters, larger);
                starts = Arrays.copyOf(starts, larger);
                ends = Arrays.copyOf(ends, larger);
            }
            characters[length] = c;
            starts[length] = start;
            ends[length] = end;
            length++;
        }

        private static boolean variationSelector(char c) {
            return c >= '\uFE00' && c <= '\uFE0F';
        }

        Spelling build() {
            return new Spelling(characters, starts, ends, length);
        }
    }
}
