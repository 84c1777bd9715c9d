package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role to fill and what it needs. */
public record Position(
        @Nullable String positionId,
        @Nullable String role,
        @Nullable Integer headCount,
        List<SkillNeed> must,
        List<SkillNeed> nice,
        List<String> phases,
        List<LanguageSkill> languages) {
    public Position {
        must = must == null ? List.of() : must;
        nice = nice == null ? List.of() : nice;
        phases = phases == null ? List.of() : phases;
        languages = languages == null ? List.of() : languages;
    }
}
