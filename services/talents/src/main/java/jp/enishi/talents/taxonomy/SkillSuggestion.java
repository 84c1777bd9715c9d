package jp.enishi.talents.taxonomy;

import jp.enishi.platform.taxonomy.Skill;

/** A skill to choose from, in both languages. */
public record SkillSuggestion(String id, String kind, String ja, String en) {
    static SkillSuggestion of(Skill skill) {
        return new SkillSuggestion(skill.id(), skill.kind(), skill.ja(), skill.en());
    }
}
