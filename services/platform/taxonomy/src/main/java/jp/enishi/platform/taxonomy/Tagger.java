package jp.enishi.platform.taxonomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds skills in running text: the longest term at each place, left to right, without overlap. Terms of ASCII letters
 * count only as whole words (C isn't in C#, PM isn't in PMO), katakana terms only at the start of a katakana run, and
 * words of everyday English only when written with a capital or beside Japanese.
 */
final class Tagger {
    private final Node root = new Node();
    private final Set<String> everyday;

    Tagger(Collection<Skill> skills, Set<String> everyday) {
        this.everyday = everyday;
        for (var skill : skills) {
            add(skill.ja(), skill.id());
            add(skill.en(), skill.id());
            skill.synonyms().forEach(synonym -> add(synonym, skill.id()));
        }
    }

    List<Span> tag(String text) {
        var spelling = Spelling.of(text);
        var spans = new ArrayList<Span>();
        int at = 0;
        while (at < spelling.length()) {
            int end = -1;
            String found = null;
            Node node = root.next.get(spelling.at(at));
            for (int i = at; node != null; node = ++i < spelling.length() ? node.next.get(spelling.at(i)) : null) {
                if (node.skill != null && bounded(text, spelling, at, i + 1)) {
                    end = i + 1;
                    found = node.skill;
                }
            }
            if (found == null) {
                at++;
            } else {
                spans.add(new Span(found, spelling.start(at), spelling.end(end - 1)));
                at = end;
            }
        }
        return List.copyOf(spans);
    }

    private void add(String term, String skill) {
        Node node = root;
        for (char c : Spelling.key(term).toCharArray()) {
            node = node.next.computeIfAbsent(c, ignored -> new Node());
        }
        node.skill = skill;
    }

    private boolean bounded(String text, Spelling spelling, int from, int to) {
        int start = spelling.start(from);
        int end = spelling.end(to - 1);
        if (from > 0 && spelling.end(from - 1) > start || to < spelling.length() && spelling.start(to) < end) {
            return false;
        }
        char before = start > 0 ? Spelling.narrow(text.charAt(start - 1)) : ' ';
        char after = end < text.length() ? Spelling.narrow(text.charAt(end)) : ' ';
        char first = spelling.at(from);
        char last = spelling.at(to - 1);
        int length = to - from;
        if ((wordCharacter(first) || first == '.') && wordCharacter(before)) {
            return false;
        }
        if ((wordCharacter(last) || last == '+' || last == '#')
                && (wordCharacter(after) || after == '+' || after == '#')) {
            return false;
        }
        if (length <= 3 && wordCharacter(first) && wordCharacter(last) && (joins(before) || joins(after))) {
            return false;
        }
        if (length == 1 && Character.isLetter(before)) {
            return false;
        }
        if (katakana(first) && katakana(before)) {
            return false;
        }
        return !everyday.contains(term(spelling, from, to))
                || capital(text, start, end)
                || japanese(before)
                || japanese(after);
    }

    private static String term(Spelling spelling, int from, int to) {
        var term = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            term.append(spelling.at(i));
        }
        return term.toString();
    }

    private static boolean capital(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isUpperCase(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean wordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean joins(char c) {
        return c == '-' || c == '\'' || c == '_';
    }

    private static boolean katakana(char c) {
        return c >= 'ァ' && c <= 'ヺ' || c == 'ー' || c >= 'ｦ' && c <= 'ﾟ';
    }

    private static boolean japanese(char c) {
        return c >= 'ぁ' && c <= 'ヿ' || c >= '一' && c <= '鿿';
    }

    private static final class Node {
        final Map<Character, Node> next = new HashMap<>(4);

        @Nullable
        String skill;
    }
}
