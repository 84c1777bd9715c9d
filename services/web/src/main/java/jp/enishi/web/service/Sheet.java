package jp.enishi.web.service;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The anonymised résumé: no names, no companies, no contact. */
public record Sheet(
        @Nullable String initials,
        @Nullable String headline,
        @Nullable String summary,
        List<RoleYears> roles,
        List<Skill> skills,
        List<LanguageSkill> languages,
        List<Engagement> engagements) {
    public Sheet {
        roles = roles == null ? List.of() : roles;
        skills = skills == null ? List.of() : skills;
        languages = languages == null ? List.of() : languages;
        engagements = engagements == null ? List.of() : engagements;
    }

    /** The skills, the longest and strongest first, as readers look for them. */
    public List<Skill> strongest() {
        return skills.stream()
                .sorted(Comparator.comparing(Skill::years, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Skill::level, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .reversed())
                .toList();
    }

    /** A project in the past, without the name of the company. */
    public record Engagement(
            @Nullable String title,
            @Nullable String from,
            @Nullable String to,
            @Nullable String role,
            @Nullable String industry,
            List<String> phases,
            @Nullable Integer teamSize,
            @Nullable String tasks,
            List<String> skills) {
        public Engagement {
            phases = phases == null ? List.of() : phases;
            skills = skills == null ? List.of() : skills;
        }
    }
}
