package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A skill of a talent. */
public record Skill(
        @Nullable String skill,
        @Nullable Double years,
        @Nullable Integer level,
        @Nullable String lastUsed) {}
