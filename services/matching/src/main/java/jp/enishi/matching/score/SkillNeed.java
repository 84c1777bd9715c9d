package jp.enishi.matching.score;

import org.jspecify.annotations.Nullable;

/**
 * A skill that a position asks for, with the least years and ITSS level (1–7) if it names them. A knock-out is this very
 * skill in these years and this level or nothing: what comes close doesn't count.
 */
public record SkillNeed(
        String skill, @Nullable Double years, @Nullable Integer level, boolean knockOut) {

    public SkillNeed(String skill, @Nullable Double years, @Nullable Integer level) {
        this(skill, years, level, false);
    }
}
