package jp.enishi.matching.score;

import org.jspecify.annotations.Nullable;

/** A skill that a position asks for, with the least years and ITSS level (1–7) if it names them. */
public record SkillNeed(
        String skill, @Nullable Double years, @Nullable Integer level) {}
