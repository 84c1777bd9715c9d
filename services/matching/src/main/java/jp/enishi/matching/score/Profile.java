package jp.enishi.matching.score;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What scoring knows of a talent: the anonymised sheet, availability and wishes, nothing else. {@code active} means
 * status ACTIVE and a complete profile; {@code roles} maps a role to its years; rates are yen a month at 100 %.
 */
public record Profile(
        UUID talentId,
        boolean active,
        Map<String, Double> roles,
        Map<String, Ability> abilities,
        Map<String, LanguageLevel> languages,
        String summary,
        List<Engagement> engagements,
        LocalDate availableFrom,
        int minimumUtilisation,
        int maximumUtilisation,
        Wishes wishes,
        LocalDate updatedOn,
        Set<String> concepts) {

    /** Engagements longer than this are cut: a slip of the pen must not count as centuries. */
    private static final int LONGEST_ENGAGEMENT_IN_MONTHS = 600;

    /** A skill that somebody has; the level is ITSS 1–7, the month the last in which it is known to have been used. */
    public record Ability(
            String skill,
            double years,
            @Nullable Integer level,
            @Nullable YearMonth lastUsed) {}

    /** One entry of the career; an open one lasts until today. */
    public record Engagement(
            String title,
            YearMonth from,
            @Nullable YearMonth to,
            String role,
            String industry,
            Set<String> phases,
            String tasks,
            List<String> skills) {
        public Engagement {
            phases = Set.copyOf(phases);
            skills = List.copyOf(skills);
        }
    }

    /** What the talent wants; empty sets mean "no wish". */
    public record Wishes(
            long rateMinimum,
            long rateWish,
            Set<Workplace.Kind> workplaces,
            int maximumOnSiteDays,
            Set<String> prefectures,
            Set<String> roles,
            Set<String> industries) {
        public Wishes {
            workplaces = Set.copyOf(workplaces);
            prefectures = Set.copyOf(prefectures);
            roles = Set.copyOf(roles);
            industries = Set.copyOf(industries);
        }
    }

    public Profile {
        roles = Map.copyOf(roles);
        abilities = Map.copyOf(abilities);
        languages = Map.copyOf(languages);
        engagements = List.copyOf(engagements);
        concepts = Set.copyOf(concepts);
    }

    /**
     * Declared skills together with those that only engagements list. Years are the greater of what is declared and the
     * distinct months of the engagements that used the skill; it was last used in the later of both.
     */
    public static Map<String, Ability> abilities(
            Collection<Ability> declared, List<Engagement> engagements, YearMonth now) {
        Map<String, NavigableSet<YearMonth>> months = new HashMap<>();
        for (Engagement engagement : engagements) {
            YearMonth last = engagement.to() == null ? now : engagement.to();
            for (String skill : engagement.skills()) {
                Set<YearMonth> used = months.computeIfAbsent(skill, key -> new TreeSet<>());
                YearMonth month = engagement.from();
                for (int i = 0; i < LONGEST_ENGAGEMENT_IN_MONTHS && !month.isAfter(last); i++) {
                    used.add(month);
                    month = month.plusMonths(1);
                }
            }
        }
        Map<String, Ability> abilities = new TreeMap<>();
        months.forEach((skill, used) -> abilities.put(
                skill, new Ability(skill, used.size() / 12.0, null, used.isEmpty() ? null : used.last())));
        for (Ability ability : declared) {
            abilities.merge(
                    ability.skill(),
                    ability,
                    (a, b) -> new Ability(
                            a.skill(),
                            Math.max(a.years(), b.years()),
                            greater(a.level(), b.level()),
                            greater(a.lastUsed(), b.lastUsed())));
        }
        return abilities;
    }

    private static <T extends Comparable<T>> @Nullable T greater(@Nullable T a, @Nullable T b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** The same person with a skill as it is asked for, or more of it than they have. */
    Profile with(SkillNeed need, YearMonth now) {
        Map<String, Ability> more = new HashMap<>(abilities);
        more.merge(
                need.skill(),
                new Ability(need.skill(), need.years() == null ? 0 : need.years(), need.level(), now),
                (a, b) -> new Ability(
                        a.skill(), Math.max(a.years(), b.years()), greater(a.level(), b.level()), b.lastUsed()));
        return new Profile(
                talentId,
                active,
                roles,
                more,
                languages,
                summary,
                engagements,
                availableFrom,
                minimumUtilisation,
                maximumUtilisation,
                wishes,
                updatedOn,
                concepts);
    }
}
