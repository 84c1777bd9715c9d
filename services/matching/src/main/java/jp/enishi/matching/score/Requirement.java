package jp.enishi.matching.score;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One position of a case with everything of the case that scoring uses. What a draft has not stated yet is null and
 * excludes nobody. The budget's upper end is yen a month at 100 % utilisation, tax excluded; {@code rateTolerance} is the
 * percentage above it that the case would still pay, if it says so; {@code concepts} are the taxonomy concepts that the
 * case's texts name.
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
        @Nullable Integer rateTolerance,
        Set<String> concepts) {
    public Requirement {
        must = List.copyOf(must);
        nice = List.copyOf(nice);
        phases = Set.copyOf(phases);
        languages = Map.copyOf(languages);
        concepts = Set.copyOf(concepts);
    }

    /** The most that the case has said it would pay: the budget, and what it tolerates above it. */
    @Nullable
    Long payable() {
        if (budgetUpper == null || rateTolerance == null) {
            return budgetUpper;
        }
        return budgetUpper + budgetUpper * rateTolerance / 100;
    }

    public Requirement withSkills(List<SkillNeed> otherMust, List<SkillNeed> otherNice) {
        return new Requirement(
                caseId,
                positionId,
                role,
                seats,
                otherMust,
                otherNice,
                phases,
                languages,
                industry,
                workplace,
                utilisation,
                start,
                months,
                budgetUpper,
                rateTolerance,
                concepts);
    }

    Requirement withBudget(long upper) {
        return new Requirement(
                caseId,
                positionId,
                role,
                seats,
                must,
                nice,
                phases,
                languages,
                industry,
                workplace,
                utilisation,
                start,
                months,
                upper,
                rateTolerance,
                concepts);
    }

    Requirement withStart(LocalDate later) {
        return new Requirement(
                caseId,
                positionId,
                role,
                seats,
                must,
                nice,
                phases,
                languages,
                industry,
                workplace,
                utilisation,
                later,
                months,
                budgetUpper,
                rateTolerance,
                concepts);
    }

    Requirement withUtilisation(int other) {
        return new Requirement(
                caseId,
                positionId,
                role,
                seats,
                must,
                nice,
                phases,
                languages,
                industry,
                workplace,
                other,
                start,
                months,
                budgetUpper,
                rateTolerance,
                concepts);
    }

    Requirement withWorkplace(Workplace other) {
        return new Requirement(
                caseId,
                positionId,
                role,
                seats,
                must,
                nice,
                phases,
                languages,
                industry,
                other,
                utilisation,
                start,
                months,
                budgetUpper,
                rateTolerance,
                concepts);
    }

    Requirement withLanguages(Map<String, LanguageLevel> others) {
        return new Requirement(
                caseId,
                positionId,
                role,
                seats,
                must,
                nice,
                phases,
                others,
                industry,
                workplace,
                utilisation,
                start,
                months,
                budgetUpper,
                rateTolerance,
                concepts);
    }

    Requirement withRole(String other) {
        return new Requirement(
                caseId,
                positionId,
                other,
                seats,
                must,
                nice,
                phases,
                languages,
                industry,
                workplace,
                utilisation,
                start,
                months,
                budgetUpper,
                rateTolerance,
                concepts);
    }
}
