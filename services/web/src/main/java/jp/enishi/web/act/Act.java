package jp.enishi.web.act;

import java.util.ArrayList;
import java.util.List;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A step that has a page of its own: what it does is said, what has to be told is asked, and what cannot be taken back is
 * confirmed. Its fields stand below its name, so that "reason" is asked in the words of the step.
 *
 * @param sure whether it has to be confirmed
 */
public record Act(String name, List<Field> fields, Shape shape, boolean sure) {
    /** What a field looks like. */
    public enum Look {
        HIDDEN,
        LINE,
        AREA,
        BOTH,
        BOTH_LINES,
        DATE,
        TIME,
        NUMBER,
        OPTIONS
    }

    /**
     * A field.
     *
     * @param codes of the options, empty for others
     */
    public record Field(String at, Look look, boolean must, List<String> codes) {}

    /** Starts an act. */
    static Builder of(String name) {
        return new Builder(name);
    }

    /** The pointer under which its document stands in the form. */
    public String at() {
        return "/" + name;
    }

    public String sureAt() {
        return at() + "/sure";
    }

    /** Whether a field of it, by its own name, is a day and time. */
    boolean isTime(String name) {
        return fields.stream()
                .anyMatch(field -> field.look() == Look.TIME && field.at().equals(at() + "/" + name));
    }

    /** Whether somebody has to say something. */
    public boolean asks() {
        return fields.stream().anyMatch(field -> field.look() != Look.HIDDEN);
    }

    /** Collects the fields in the order of the page. */
    static final class Builder {
        private final String name;
        private final List<Field> fields = new ArrayList<>();
        private final Shape.Builder shape = Shape.of();
        private boolean sure;

        private Builder(String name) {
            this.name = name;
        }

        Builder with(Look look, boolean must, String field) {
            return add(look, must, field, null);
        }

        Builder options(boolean must, String field, String... codes) {
            shape.chosen("/" + name + "/" + field);
            return add(Look.OPTIONS, must, field, codes);
        }

        Builder confirmed() {
            sure = true;
            return this;
        }

        Act build() {
            if (sure) {
                shape.with(Kind.CONFIRM, "/" + name + "/sure");
            }
            return new Act(name, List.copyOf(fields), shape.build(), sure);
        }

        private Builder add(Look look, boolean must, String field, String @Nullable [] codes) {
            String at = "/" + name + "/" + field;
            fields.add(new Field(at, look, must, codes == null ? List.of() : List.of(codes)));
            if (look == Look.BOTH || look == Look.BOTH_LINES) {
                shape.with(Kind.TEXT, at + "/ja", at + "/en");
            } else {
                shape.with(
                        switch (look) {
                            case TIME -> Kind.TIME;
                            case NUMBER -> Kind.INTEGER;
                            case HIDDEN -> Kind.GIVEN;
                            default -> Kind.TEXT;
                        },
                        at);
            }
            if (must && look != Look.HIDDEN) {
                shape.must(at);
            }
            return this;
        }
    }
}
