package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A language and how well. */
public record LanguageSkill(
        @Nullable String language, @Nullable String level) {}
