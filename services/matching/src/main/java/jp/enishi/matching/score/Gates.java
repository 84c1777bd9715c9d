package jp.enishi.matching.score;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hard conditions, one function for every direction and channel:
 *
 * <ul>
 *   <li>MUST_SKILL: each must-have skill, or one at least {@code closeSkill} close to it, is among the abilities. Too few
 *       years or too low a level don't exclude; they make the skill CLOSE and lower its value (see {@link Scorer}). Where
 *       the case marks it as a knock-out it has to be this very skill, in the years and the level asked for.
 *   <li>AVAILABILITY: free no later than {@code startSlackDays} after the start. UTILISATION: what the case needs lies
 *       between the talent's least and most.
 *   <li>WORKPLACE: remote work reaches everybody. On-site and hybrid work need the talent's will to that kind (a talent
 *       who works on site also works hybrid), the case's prefecture among the talent's if both name one, and hybrid days
 *       within {@code maximumOnSiteDays}.
 *   <li>RATE: the minimum is at most the budget's upper end and the tolerance that the case sets, or, when it sets none,
 *       {@code rateCeiling} times that end. LANGUAGE: each at its level or above.
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
        misses(requirement, profile).forEach(miss -> broken.add(miss.gate()));
        return broken;
    }

    /** Whether the pair keeps every condition: as {@link #misses} would say, but without the words. */
    boolean kept(Requirement requirement, Profile profile) {
        if (!profile.active()) {
            return false;
        }
        LocalDate start = requirement.start();
        if (start != null && profile.availableFrom().isAfter(latest(start))) {
            return false;
        }
        Integer needed = requirement.utilisation();
        if (needed != null && (profile.minimumUtilisation() > needed || profile.maximumUtilisation() < needed)) {
            return false;
        }
        Long ceiling = ceiling(requirement);
        if (ceiling != null && profile.wishes().rateMinimum() > ceiling) {
            return false;
        }
        Workplace workplace = requirement.workplace();
        if (workplace != null && !reachable(workplace, profile.wishes())) {
            return false;
        }
        for (SkillNeed need : requirement.must()) {
            if (!held(need, profile)) {
                return false;
            }
        }
        for (Map.Entry<String, LanguageLevel> language : requirement.languages().entrySet()) {
            LanguageLevel level = profile.languages().get(language.getKey());
            if (level == null || level.compareTo(language.getValue()) < 0) {
                return false;
            }
        }
        double closeness = 0;
        for (String role : profile.roles().keySet()) {
            closeness = Math.max(closeness, vocabulary.roleCloseness(requirement.role(), role));
        }
        return closeness >= limits.closeRole();
    }

    /** Whether the talent would and could come to where the work is. */
    static boolean reachable(Workplace workplace, Profile.Wishes wishes) {
        if (workplace.kind() == Workplace.Kind.REMOTE) {
            return true;
        }
        boolean hybrid = workplace.kind() == Workplace.Kind.HYBRID;
        if (!wills(wishes, Workplace.Kind.ON_SITE) && !(hybrid && wills(wishes, Workplace.Kind.HYBRID))) {
            return false;
        }
        if (hybrid && workplace.onSiteDays() > wishes.maximumOnSiteDays()) {
            return false;
        }
        String prefecture = workplace.prefecture();
        return prefecture == null
                || workplace.onSiteDays() <= 0
                || wishes.prefectures().isEmpty()
                || wishes.prefectures().contains(prefecture);
    }

    /** Each condition that the pair does not keep, with what is asked, what is there and by how much it fails. */
    public List<Miss> misses(Requirement requirement, Profile profile) {
        List<Miss> misses = new ArrayList<>();
        if (!profile.active()) {
            misses.add(new Miss(Gate.ACTIVE, Map.of()));
        }
        role(misses, requirement, profile);
        for (SkillNeed need : requirement.must()) {
            if (!held(need, profile)) {
                misses.add(new Miss(
                        Gate.MUST_SKILL, skill(need, profile.abilities().get(need.skill()))));
            }
        }
        LocalDate start = requirement.start();
        if (start != null && profile.availableFrom().isAfter(latest(start))) {
            misses.add(new Miss(
                    Gate.AVAILABILITY,
                    Map.of(
                            "start", start.toString(),
                            "latest", latest(start).toString(),
                            "from", profile.availableFrom().toString(),
                            "by", ChronoUnit.DAYS.between(latest(start), profile.availableFrom()))));
        }
        utilisation(misses, requirement.utilisation(), profile);
        workplace(misses, requirement.workplace(), profile.wishes());
        Long upper = requirement.budgetUpper();
        Long ceiling = ceiling(requirement);
        long minimum = profile.wishes().rateMinimum();
        if (upper != null && ceiling != null && minimum > ceiling) {
            misses.add(new Miss(
                    Gate.RATE,
                    Map.of("minimum", minimum, "budget", upper, "ceiling", ceiling, "by", minimum - ceiling)));
        }
        languages(misses, requirement.languages(), profile.languages());
        return misses;
    }

    /** The last day on which somebody may become free for a start. */
    public LocalDate latest(LocalDate start) {
        return start.plusDays(limits.startSlackDays());
    }

    /** The highest minimum rate that the case may still be shown to; null when it names no budget. */
    public @Nullable Long ceiling(Requirement requirement) {
        Long upper = requirement.budgetUpper();
        if (upper == null || requirement.rateTolerance() != null) {
            return requirement.payable();
        }
        return (long) Math.floor(upper * limits.rateCeiling() + 1e-6);
    }

    private void role(List<Miss> misses, Requirement requirement, Profile profile) {
        String closest = profile.roles().keySet().stream()
                .max(Comparator.<String>comparingDouble(role -> vocabulary.roleCloseness(requirement.role(), role))
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(null);
        double closeness = closest == null ? 0 : vocabulary.roleCloseness(requirement.role(), closest);
        if (closeness < limits.closeRole()) {
            misses.add(new Miss(
                    Gate.ROLE,
                    Map.of(
                            "role",
                            requirement.role(),
                            "closest",
                            closest == null ? "" : closest,
                            "closeness",
                            closeness,
                            "by",
                            limits.closeRole() - closeness)));
        }
    }

    private boolean held(SkillNeed need, Profile profile) {
        if (need.knockOut()) {
            Profile.Ability ability = profile.abilities().get(need.skill());
            return ability != null && Scorer.depth(need, ability) >= 1;
        }
        Map<String, Vocabulary.Edge> close = vocabulary.satisfying(need.skill(), limits.closeSkill());
        for (String skill : profile.abilities().keySet()) {
            if (close.containsKey(skill)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> skill(SkillNeed need, Profile.@Nullable Ability ability) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("skill", need.skill());
        args.put("knockOut", need.knockOut());
        if (ability != null) {
            args.put("years", ability.years());
            put(args, "level", ability.level());
        }
        put(args, "requiredYears", need.years());
        put(args, "requiredLevel", need.level());
        Double years = need.years();
        if (years != null) {
            args.put("by", Math.max(0, years - (ability == null ? 0 : ability.years())));
        }
        return args;
    }

    private static void put(Map<String, Object> args, String name, @Nullable Object value) {
        if (value != null) {
            args.put(name, value);
        }
    }

    private static void utilisation(List<Miss> misses, @Nullable Integer needed, Profile profile) {
        if (needed == null) {
            return;
        }
        int by = Math.max(profile.minimumUtilisation() - needed, needed - profile.maximumUtilisation());
        if (by > 0) {
            misses.add(new Miss(
                    Gate.UTILISATION,
                    Map.of(
                            "needed",
                            needed,
                            "minimum",
                            profile.minimumUtilisation(),
                            "maximum",
                            profile.maximumUtilisation(),
                            "by",
                            by)));
        }
    }

    static void workplace(List<Miss> misses, @Nullable Workplace workplace, Profile.Wishes wishes) {
        if (workplace == null || workplace.kind() == Workplace.Kind.REMOTE) {
            return;
        }
        boolean wills = wills(wishes, Workplace.Kind.ON_SITE)
                || (workplace.kind() == Workplace.Kind.HYBRID && wills(wishes, Workplace.Kind.HYBRID));
        if (!wills) {
            misses.add(new Miss(
                    Gate.WORKPLACE,
                    Map.of("reason", "kind", "kind", workplace.kind().name())));
        }
        int over = workplace.onSiteDays() - wishes.maximumOnSiteDays();
        if (workplace.kind() == Workplace.Kind.HYBRID && over > 0) {
            misses.add(new Miss(
                    Gate.WORKPLACE,
                    Map.of(
                            "reason",
                            "days",
                            "days",
                            workplace.onSiteDays(),
                            "maximum",
                            wishes.maximumOnSiteDays(),
                            "by",
                            over)));
        }
        String prefecture = workplace.prefecture();
        if (prefecture != null
                && workplace.onSiteDays() > 0
                && !wishes.prefectures().isEmpty()
                && !wishes.prefectures().contains(prefecture)) {
            misses.add(new Miss(Gate.WORKPLACE, Map.of("reason", "place", "prefecture", prefecture)));
        }
    }

    private static boolean wills(Profile.Wishes wishes, Workplace.Kind kind) {
        return wishes.workplaces().isEmpty() || wishes.workplaces().contains(kind);
    }

    private static void languages(
            List<Miss> misses, Map<String, LanguageLevel> needed, Map<String, LanguageLevel> spoken) {
        needed.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(need -> {
            LanguageLevel level = spoken.get(need.getKey());
            int by = need.getValue().ordinal() - (level == null ? -1 : level.ordinal());
            if (by > 0) {
                Map<String, Object> args = new LinkedHashMap<>();
                args.put("language", need.getKey());
                args.put("requiredLevel", need.getValue().name());
                put(args, "level", level == null ? null : level.name());
                args.put("by", by);
                misses.add(new Miss(Gate.LANGUAGE, args));
            }
        });
    }
}
