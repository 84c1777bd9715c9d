package jp.enishi.matching.index;

import java.util.List;

/** What a list of talents can be narrowed by, with the field that filters and the one that counts. */
public enum Facet {
    ROLE(Fields.ROLE),
    SKILL(Fields.SKILL),
    INDUSTRY(Fields.INDUSTRY),
    PHASE(Fields.PHASE),
    WORKPLACE(Fields.WILL);

    /** A value and how many talents have it. */
    public record Count(String value, int count) {}

    /** The commonest values among those found, were this facet not narrowed. */
    public record Counts(Facet name, List<Count> values) {}

    private final String field;

    Facet(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }

    String counted() {
        return "facet_" + field;
    }
}
