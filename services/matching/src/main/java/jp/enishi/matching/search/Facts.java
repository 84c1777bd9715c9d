package jp.enishi.matching.search;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.SkillNeed;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Workplace;
import org.jspecify.annotations.Nullable;

/**
 * By what a search finds a position of a case, or a talent. Skills are those that count: of a position what it asks for and
 * what stands in for it, of a talent what they have and what that stands in for. No prefectures mean anywhere.
 */
record Facts(
        boolean open,
        Set<String> roles,
        Set<String> skills,
        long rate,
        Set<Workplace.Kind> workplaces,
        Set<String> prefectures,
        @Nullable LocalDate start,
        Set<String> industries) {

    /** One for each position. */
    static List<Facts> of(CaseState state, LocalDate today, Vocabulary vocabulary, double closeSkill) {
        return state.positions().stream()
                .map(position -> of(position, state.open(today), vocabulary, closeSkill))
                .toList();
    }

    private static Facts of(Requirement position, boolean open, Vocabulary vocabulary, double closeSkill) {
        Set<String> skills = new TreeSet<>();
        for (List<SkillNeed> needs : List.of(position.must(), position.nice())) {
            needs.forEach(need -> {
                skills.add(need.skill());
                skills.addAll(vocabulary.satisfying(need.skill(), closeSkill).keySet());
            });
        }
        Long upper = position.budgetUpper();
        Workplace workplace = position.workplace();
        String prefecture = workplace == null ? null : workplace.prefecture();
        String industry = position.industry();
        return new Facts(
                open,
                Set.of(position.role()),
                skills,
                upper == null ? Long.MAX_VALUE : upper,
                Set.of(workplace == null ? Workplace.Kind.REMOTE : workplace.kind()),
                prefecture == null || (workplace != null && workplace.kind() == Workplace.Kind.REMOTE)
                        ? Set.of()
                        : Set.of(prefecture),
                position.start(),
                industry == null ? Set.of() : Set.of(industry));
    }

    static Facts of(TalentState state, Vocabulary vocabulary, double closeSkill) {
        Profile profile = state.profile();
        Profile.Wishes wishes = profile.wishes();
        Set<String> skills = new TreeSet<>();
        profile.abilities().keySet().forEach(skill -> {
            skills.add(skill);
            skills.addAll(vocabulary.satisfiedBy(skill, closeSkill));
        });
        Set<String> industries = new HashSet<>();
        profile.engagements().forEach(engagement -> industries.add(engagement.industry()));
        return new Facts(
                profile.active(),
                profile.roles().keySet(),
                skills,
                wishes.rateMinimum(),
                wishes.workplaces().isEmpty() ? Set.of(Workplace.Kind.values()) : wishes.workplaces(),
                wishes.prefectures(),
                profile.availableFrom().equals(LocalDate.MAX) ? null : profile.availableFrom(),
                industries);
    }
}
