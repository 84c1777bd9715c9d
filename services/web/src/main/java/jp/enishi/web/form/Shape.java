package jp.enishi.web.form;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a form: which pointers of the document a reader may fill in, and what each holds. A {@code *} stands for
 * the number of a row. What is posted under another name is not read.
 */
public final class Shape {
    /** What a field holds. */
    public enum Kind {
        TEXT,
        /** A text that the page gives and the reader doesn't see: renewed with what they are shown, never at fault. */
        GIVEN,
        INTEGER,
        DECIMAL,
        /** Whole yen; 80万 is understood. */
        YEN,
        /** Whole yen without a currency beside it; 1000万 is understood. */
        AMOUNT,
        BOOLEAN,
        /** A day and time in the zone of the form, sent as the instant. */
        TIME,
        /** A box that must be ticked and is not sent: the reader knows what cannot be taken back. */
        CONFIRM,
        /** Several codes, each ticked. */
        CODES,
        /** A skill by any of its names. */
        SKILL,
        /** Several skills by their names, separated by commas. */
        SKILLS,
        /** Rows of fields. */
        ROWS
    }

    private final Map<String, Kind> kinds;
    private final Set<String> musts;
    private final Set<String> chosen;

    private Shape(Map<String, Kind> kinds, Set<String> musts, Set<String> chosen) {
        this.kinds = kinds;
        this.musts = musts;
        this.chosen = chosen;
    }

    /** Starts a shape. */
    public static Builder of() {
        return new Builder();
    }

    /** The first field of a group, which is where a fault of the whole group is shown. */
    Optional<String> firstOf(String pointer) {
        String start = pattern(pointer) + "/";
        return kinds.keySet().stream()
                .filter(field -> field.startsWith(start)
                        && !field.substring(start.length()).contains("*"))
                .findFirst()
                .map(field -> pointer + "/" + field.substring(start.length()));
    }

    Map<String, Kind> kinds() {
        return kinds;
    }

    /** The fields of which the page itself knows that they can't be left empty. */
    Set<String> musts() {
        return musts;
    }

    Optional<Kind> kind(String pointer) {
        return Optional.ofNullable(kinds.get(pattern(pointer)));
    }

    /** Whether a field is chosen from a list, so that nobody is told to type into it. */
    boolean isChosen(String pointer) {
        String pattern = pattern(pointer);
        return chosen.contains(pattern) || kinds.get(pattern) == Kind.CODES;
    }

    static String pattern(String pointer) {
        return pointer.replaceAll("/\\d+(?=/|$)", "/*");
    }

    /** Collects the fields in the order of the page. */
    public static final class Builder {
        private final Map<String, Kind> kinds = new LinkedHashMap<>();
        private final Set<String> musts = new LinkedHashSet<>();
        private final Set<String> chosen = new HashSet<>();

        private Builder() {}

        public Builder with(Kind kind, String... patterns) {
            for (String pattern : patterns) {
                kinds.put(pattern, kind);
            }
            return this;
        }

        /**
         * Fields outside rows that can't be left empty, of one in two languages in both. Services refuse that anyway; a page with
         * a box that must be ticked says so itself, as nothing is sent before it is, and whoever forgot both is to hear of both.
         */
        public Builder must(String... pointers) {
            musts.addAll(List.of(pointers));
            return this;
        }

        /** Says of fields that they are chosen from a list: radio buttons or a select. */
        public Builder chosen(String... patterns) {
            chosen.addAll(Set.of(patterns));
            return this;
        }

        public Shape build() {
            return new Shape(new LinkedHashMap<>(kinds), Set.copyOf(musts), Set.copyOf(chosen));
        }
    }
}
