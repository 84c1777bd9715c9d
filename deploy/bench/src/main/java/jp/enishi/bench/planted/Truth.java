package jp.enishi.bench.planted;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The planted truth: facts of cases and people, and the grade that a pair has by rule. It shares nothing with the scorer.
 * Between what is fine (within the budget, free at the start) and what is a veto there is a gap; pairs in it are not judged
 * and taken out of every system's ranking, so that no tolerance decides.
 *
 * <ul>
 *   <li>veto, grade 0: asks for more than 1.3 times the budget; free 90 days or more after the start; does not go on site
 *       where that is needed; Japanese below business level; a role that has nothing to do with the one asked for.
 *   <li>grade 0: lacks two or more of the must-haves.
 *   <li>grade 1: lacks exactly one must-have, or has all but one of them with too few years.
 *   <li>grade 2: has every must-have with the years asked for.
 *   <li>grade 3: grade 2, in the very role, with at least half of the nice-to-haves and in the case's industry.
 * </ul>
 */
public final class Truth {
    static final double VETO_RATE = 1.3;
    static final int VETO_DAYS = 90;

    /** A case; rates are yen a month. */
    public record Wanted(
            String role,
            List<String> must,
            double years,
            List<String> nice,
            String industry,
            boolean onSite,
            LocalDate start,
            long budget) {}

    /** A person as they are. */
    public record Facts(
            String role,
            Map<String, Double> skills,
            String industry,
            Set<String> places,
            boolean business,
            LocalDate from,
            long minimum) {}

    /** Roles that can stand in for each other; all others can't. */
    private static final Set<String> MANAGING = Set.of("PM", "PMO", "PM_ASSISTANT");

    private Truth() {}

    public static boolean vetoed(Wanted wanted, Facts facts) {
        return facts.minimum() > wanted.budget() * VETO_RATE
                || !facts.from().isBefore(wanted.start().plusDays(VETO_DAYS))
                || (wanted.onSite() && !facts.places().contains("ON_SITE"))
                || !facts.business()
                || !(MANAGING.contains(wanted.role()) && MANAGING.contains(facts.role()));
    }

    /** False in the gap between what is fine and what is a veto. */
    public static boolean judged(Wanted wanted, Facts facts) {
        return vetoed(wanted, facts)
                || (facts.minimum() <= wanted.budget() && !facts.from().isAfter(wanted.start()));
    }

    public static boolean complete(Wanted wanted, Facts facts) {
        return wanted.must().stream().allMatch(skill -> facts.skills().getOrDefault(skill, 0.0) >= wanted.years());
    }

    public static int grade(Wanted wanted, Facts facts) {
        if (!judged(wanted, facts) || vetoed(wanted, facts)) {
            return 0;
        }
        if (!complete(wanted, facts)) {
            long lacking = wanted.must().stream()
                    .filter(skill -> facts.skills().getOrDefault(skill, 0.0) < wanted.years())
                    .count();
            return lacking == 1 ? 1 : 0;
        }
        long nice = wanted.nice().stream().filter(facts.skills()::containsKey).count();
        return wanted.role().equals(facts.role())
                        && 2 * nice >= wanted.nice().size()
                        && wanted.industry().equals(facts.industry())
                ? 3
                : 2;
    }
}
