package jp.enishi.platform.taxonomy;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Text as it is compared: NFKC, lower case, variant ideographs folded, spaces, middle dots and long-vowel marks left
 * out. Remembers for every remaining character where it stood in the original.
 */
final class Spelling {
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

    static Spelling of(String text) {
        var builder = new Builder(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = at + Character.charCount(text.codePointAt(at));
            while (next < text.length() && combines(text.charAt(next))) {
                next++;
            }
            if (next == at + 1 && text.charAt(at) < 0x80) {
                builder.add(asciiLower(text.charAt(at)), at, next);
            } else {
                String folded = Normalizer.normalize(text.substring(at, next), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
                for (int i = 0; i < folded.length(); i++) {
                    char c = folded.charAt(i);
                    builder.add(VARIANTS.getOrDefault(c, c), at, next);
                }
            }
            at = next;
        }
        return builder.build();
    }

    static String key(String text) {
        var spelling = of(text);
        return new String(spelling.characters, 0, spelling.length);
    }

    int length() {
        return length;
    }

    char at(int index) {
        return characters[index];
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    private static boolean combines(char c) {
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
            if (c == 'ー') {
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

        Spelling build() {
            return new Spelling(characters, starts, ends, length);
        }
    }
}
