package jp.enishi.matching.score;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One position of a case with everything of the case that scoring uses. What a draft has not stated yet is null and
 * excludes nobody. The budget's upper end is yen a month at 100 % utilisation, tax excluded; {@code concepts} are the
 * taxonomy concepts that the case's texts name.
 */
public record Requirement(
        UUID caseId,
        UUID positionId,
        String role,
        int seats,
        List<SkillNeed> must,
        List<SkillNeed> nice,
        Set<String> phases,
        Map<String, LanguageLevel> languages,
        @Nullable String industry,
        @Nullable Workplace workplace,
        @Nullable Integer utilisation,
        @Nullable LocalDate start,
        int months,
        @Nullable Long budgetUpper,
        Set<String> concepts) {
    public Requirement {
        must = List.copyOf(must);
        nice = List.copyOf(nice);
        phases = Set.copyOf(phases);
        languages = Map.copyOf(languages);
        concepts = Set.copyOf(concepts);
    }
}
