package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A skill that a position must or would like to have; of a knock-out nothing less and nothing similar will do. */
public record SkillNeed(
        @Nullable String skill,
        @Nullable Double years,
        @Nullable Integer level,
        @Nullable Boolean knockOut) {}
