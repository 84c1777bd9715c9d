package jp.enishi.platform.taxonomy;

import java.util.List;
import java.util.Map;

/** A role of a position; {@code closeness} says how well a holder of the other role fills this one, in [0, 1]. */
public record Role(String id, String ja, String en, List<String> synonyms, Map<String, Double> closeness)
        implements Term {
    Role with(List<String> added) {
        return new Role(id, ja, en, AddedWord.join(synonyms, added), closeness);
    }
}
