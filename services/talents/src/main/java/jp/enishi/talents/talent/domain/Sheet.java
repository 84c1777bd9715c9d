package jp.enishi.talents.talent.domain;

import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The anonymised skill sheet: no names, no companies, no way to reach the person. Made only by {@link Anonymiser}. */
public record Sheet(
        String initials,
        @Nullable String headline,
        String summary,
        List<Resume.RoleYears> roles,
        List<Resume.SkillYears> skills,
        List<Resume.LanguageSkill> languages,
        List<Work> engagements) {
    /** An engagement without company; the title is what is left of the project's name. */
    public record Work(
            String title,
            @Nullable YearMonth from,
            @Nullable YearMonth to,
            String role,
            String industry,
            List<String> phases,
            @Nullable Integer teamSize,
            String tasks,
            List<String> skills) {}
}
