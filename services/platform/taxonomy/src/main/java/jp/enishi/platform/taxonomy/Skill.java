package jp.enishi.platform.taxonomy;

import java.util.List;
import java.util.Map;

/**
 * A skill, task, product, method or qualification. {@code whole} are synonyms too short or too common to be recognised
 * inside running text; {@code related} is symmetric, its closeness lies in (0, 1).
 */
public record Skill(
        String id,
        String kind,
        String ja,
        String en,
        List<String> synonyms,
        List<String> whole,
        List<String> broader,
        Map<String, Double> related)
        implements Term {
    Skill with(List<String> added) {
        return new Skill(id, kind, ja, en, AddedWord.join(synonyms, added), whole, broader, related);
    }
}
