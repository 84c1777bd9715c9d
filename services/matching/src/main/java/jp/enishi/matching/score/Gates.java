package jp.enishi.matching.score;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hard conditions, one function for every direction and channel:
 *
 * <ul>
 *   <li>MUST_SKILL: each must-have skill, or one at least {@code closeSkill} close to it, is among the abilities. Too few
 *       years or too low a level don't exclude; they make the skill CLOSE and lower its value (see {@link Scorer}).
 *   <li>AVAILABILITY: free no later than {@code startSlackDays} after the start. UTILISATION: what the case needs lies
 *       between the talent's least and most.
 *   <li>WORKPLACE: remote work reaches everybody. On-site and hybrid work need the talent's will to that kind (a talent
 *       who works on site also works hybrid), the case's prefecture among the talent's if both name one, and hybrid days
 *       within {@code maximumOnSiteDays}.
 *   <li>RATE: the minimum is at most {@code rateCeiling} times the budget's upper end. LANGUAGE: each at its level or above.
 * </ul>
 */
public final class Gates {
    private final Vocabulary vocabulary;
    private final Weights.Limits limits;

    public Gates(Vocabulary vocabulary, Weights weights) {
        this.vocabulary = vocabulary;
        this.limits = weights.limits();
    }

    /** The conditions that the pair does not keep; empty when it may be scored. */
    public Set<Gate> broken(Requirement requirement, Profile profile) {
        EnumSet<Gate> broken = EnumSet.noneOf(Gate.class);
        check(broken, Gate.ACTIVE, profile.active());
        check(
                broken,
                Gate.ROLE,
                profile.roles().keySet().stream()
                        .anyMatch(role -> vocabulary.roleCloseness(requirement.role(), role) >= limits.closeRole()));
        check(
                broken,
                Gate.MUST_SKILL,
                requirement.must().stream()
                        .allMatch(need -> vocabulary.satisfying(need.skill(), limits.closeSkill()).keySet().stream()
                                .anyMatch(profile.abilities()::containsKey)));
        LocalDate start = requirement.start();
        check(
                broken,
                Gate.AVAILABILITY,
                start == null || !profile.availableFrom().isAfter(start.plusDays(limits.startSlackDays())));
        Integer utilisation = requirement.utilisation();
        check(
                broken,
                Gate.UTILISATION,
                utilisation == null
                        || (profile.minimumUtilisation() <= utilisation
                                && utilisation <= profile.maximumUtilisation()));
        check(broken, Gate.WORKPLACE, reachable(requirement.workplace(), profile.wishes()));
        Long upper = requirement.budgetUpper();
        check(broken, Gate.RATE, upper == null || profile.wishes().rateMinimum() <= ceiling(upper));
        check(broken, Gate.LANGUAGE, speaks(requirement.languages(), profile.languages()));
        return broken;
    }

    /** The highest minimum rate that a budget may still be shown to. */
    public long ceiling(long budgetUpper) {
        return (long) Math.floor(budgetUpper * limits.rateCeiling() + 1e-6);
    }

    private static boolean reachable(@Nullable Workplace workplace, Profile.Wishes wishes) {
        if (workplace == null) {
            return true;
        }
        boolean placeFits = workplace.prefecture() == null
                || wishes.prefectures().isEmpty()
                || wishes.prefectures().contains(workplace.prefecture());
        return switch (workplace.kind()) {
            case REMOTE -> true;
            case ON_SITE -> wills(wishes, Workplace.Kind.ON_SITE) && placeFits;
            case HYBRID ->
                (wills(wishes, Workplace.Kind.HYBRID) || wills(wishes, Workplace.Kind.ON_SITE))
                        && workplace.onSiteDays() <= wishes.maximumOnSiteDays()
                        && (placeFits || workplace.onSiteDays() == 0);
        };
    }

    private static boolean wills(Profile.Wishes wishes, Workplace.Kind kind) {
        return wishes.workplaces().isEmpty() || wishes.workplaces().contains(kind);
    }

    private static boolean speaks(Map<String, LanguageLevel> needed, Map<String, LanguageLevel> spoken) {
        return needed.entrySet().stream().allMatch(need -> {
            LanguageLevel level = spoken.get(need.getKey());
            return level != null && level.compareTo(need.getValue()) >= 0;
        });
    }

    private static void check(Set<Gate> broken, Gate gate, boolean kept) {
        if (!kept) {
            broken.add(gate);
        }
    }
}
