package jp.enishi.matching.score;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jp.enishi.matching.score.Explanation.Change;
import jp.enishi.matching.score.Explanation.Judged;
import jp.enishi.matching.score.Explanation.Kind;
import jp.enishi.matching.score.Explanation.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What would change a score: the one requirement that the client could relax and the one skill that the talent could add
 * with the most effect, each tried by scoring the pair anew. For somebody who is excluded only what opens the gate counts.
 */
final class WhatIf {
    /** Less than a tenth of a point of a hundred is not worth a sentence. */
    private static final double LEAST_GAIN = 0.001;

    private static final Comparator<Change> MOST = Comparator.comparingDouble(Change::gain)
            .thenComparing(change -> change.code() + change.args(), Comparator.reverseOrder());

    private record Trial(String code, Map<String, ?> args, Requirement requirement) {}

    private final Scorer scorer;

    WhatIf(Scorer scorer) {
        this.scorer = scorer;
    }

    /** The requirement whose relaxing helps most; null when none does. */
    @Nullable
    Change relaxed(Requirement requirement, Profile profile, LocalDate today, NearMiss judged) {
        List<Trial> trials = new ArrayList<>();
        if (judged.misses().isEmpty()) {
            judged.otherwise().explanation().requirements().stream()
                    .filter(one -> one.verdict() != Verdict.MET)
                    .forEach(one -> trials.add(skill(requirement, one)));
            money(trials, requirement, profile.wishes().rateWish());
            later(trials, requirement, profile.availableFrom());
        } else {
            judged.misses().forEach(miss -> gate(trials, requirement, profile, judged, miss));
        }
        double before = judged.otherwise().score();
        return trials.stream()
                .map(trial -> new Change(
                        trial.code(), trial.args(), scorer.gradeAnyway(trial.requirement(), profile, today) - before))
                .filter(change ->
                        change.gain() >= LEAST_GAIN || !judged.misses().isEmpty())
                .max(MOST)
                .orElse(null);
    }

    /** The skill whose addition, in the years and the level asked for, helps most; null when none does. */
    @Nullable
    Change learned(Requirement requirement, Profile profile, LocalDate today, NearMiss judged) {
        double before = judged.otherwise().score();
        List<Change> changes = new ArrayList<>();
        for (Judged one : judged.otherwise().explanation().requirements()) {
            if (one.verdict() == Verdict.MET) {
                continue;
            }
            SkillNeed need = new SkillNeed(one.skill(), one.requiredYears(), one.requiredLevel());
            Profile more = profile.with(need, YearMonth.from(today));
            double gain = scorer.gradeAnyway(requirement, more, today) - before;
            if (gain >= LEAST_GAIN) {
                changes.add(new Change("add-skill", asked(one), gain));
            }
        }
        return changes.stream().max(MOST).orElse(null);
    }

    private static Trial skill(Requirement requirement, Judged judged) {
        Explanation.Via via = judged.via();
        Double years = judged.years();
        Map<String, Object> args = asked(judged);
        if (judged.verdict() == Verdict.MISSING || years == null) {
            return new Trial("drop-skill", args, replace(requirement, judged, need -> null));
        }
        if (via != null) {
            args.put("via", via.skill());
            return new Trial(
                    "accept-close", args, replace(requirement, judged, need -> new SkillNeed(via.skill(), null, null)));
        }
        Double askedYears = judged.requiredYears();
        Integer askedLevel = judged.requiredLevel();
        Double enoughYears = askedYears == null || years >= askedYears ? askedYears : Double.valueOf(years);
        Integer level = judged.level();
        Integer enoughLevel = askedLevel == null || (level != null && level >= askedLevel) ? askedLevel : level;
        args.put("years", years);
        if (enoughLevel != null) {
            args.put("level", enoughLevel);
        }
        return new Trial(
                "ask-less",
                args,
                replace(requirement, judged, need -> new SkillNeed(need.skill(), enoughYears, enoughLevel)));
    }

    private static Map<String, Object> asked(Judged judged) {
        Map<String, Object> args = new HashMap<>();
        args.put("skill", judged.skill());
        args.put("kind", judged.kind().name());
        if (judged.requiredYears() != null) {
            args.put("requiredYears", judged.requiredYears());
        }
        if (judged.requiredLevel() != null) {
            args.put("requiredLevel", judged.requiredLevel());
        }
        return args;
    }

    private static Requirement replace(
            Requirement requirement, Judged judged, Function<SkillNeed, @Nullable SkillNeed> by) {
        List<SkillNeed> must = new ArrayList<>(requirement.must());
        List<SkillNeed> nice = new ArrayList<>(requirement.nice());
        List<SkillNeed> where = judged.kind() == Kind.MUST ? must : nice;
        List<SkillNeed> changed = new ArrayList<>();
        for (SkillNeed need : where) {
            SkillNeed other = need.skill().equals(judged.skill()) ? by.apply(need) : need;
            if (other != null) {
                changed.add(other);
            }
        }
        return judged.kind() == Kind.MUST
                ? requirement.withSkills(changed, nice)
                : requirement.withSkills(must, changed);
    }

    private static void money(List<Trial> trials, Requirement requirement, long asked) {
        Long upper = requirement.budgetUpper();
        if (upper != null && asked > upper) {
            trials.add(
                    new Trial("raise-budget", Map.of("to", asked, "by", asked - upper), requirement.withBudget(asked)));
        }
    }

    private static void later(List<Trial> trials, Requirement requirement, LocalDate from) {
        LocalDate start = requirement.start();
        if (start != null && from.isAfter(start)) {
            trials.add(new Trial(
                    "start-later",
                    Map.of("to", from.toString(), "by", ChronoUnit.DAYS.between(start, from)),
                    requirement.withStart(from)));
        }
    }

    private static void gate(List<Trial> trials, Requirement requirement, Profile profile, NearMiss judged, Miss miss) {
        switch (miss.gate()) {
            case ACTIVE -> {}
            case ROLE -> {
                Object closest = miss.args().get("closest");
                if (closest instanceof String role && !role.isEmpty()) {
                    trials.add(new Trial("accept-role", Map.of("role", role), requirement.withRole(role)));
                }
            }
            case MUST_SKILL ->
                judged.otherwise().explanation().requirements().stream()
                        .filter(one -> one.kind() == Kind.MUST
                                && one.skill().equals(miss.args().get("skill")))
                        .limit(1)
                        .forEach(one -> trials.add(skill(requirement, one)));
            case RATE -> money(trials, requirement, profile.wishes().rateMinimum());
            case AVAILABILITY -> later(trials, requirement, profile.availableFrom());
            case UTILISATION -> {
                int needed = requirement.utilisation() == null ? 0 : requirement.utilisation();
                int to = Math.max(profile.minimumUtilisation(), Math.min(needed, profile.maximumUtilisation()));
                trials.add(new Trial(
                        "change-utilisation",
                        Map.of("to", to, "by", Math.abs(to - needed)),
                        requirement.withUtilisation(to)));
            }
            case WORKPLACE -> workplace(trials, requirement, profile, miss);
            case LANGUAGE -> {
                Map<String, LanguageLevel> fewer = new HashMap<>(requirement.languages());
                String language = String.valueOf(miss.args().get("language"));
                LanguageLevel spoken = profile.languages().get(language);
                if (spoken == null) {
                    fewer.remove(language);
                    trials.add(
                            new Trial("drop-language", Map.of("language", language), requirement.withLanguages(fewer)));
                } else {
                    fewer.put(language, spoken);
                    trials.add(new Trial(
                            "lower-language",
                            Map.of("language", language, "level", spoken.name()),
                            requirement.withLanguages(fewer)));
                }
            }
        }
    }

    private static void workplace(List<Trial> trials, Requirement requirement, Profile profile, Miss miss) {
        Workplace asked = requirement.workplace();
        if (asked == null) {
            return;
        }
        if ("days".equals(miss.args().get("reason"))) {
            int days = profile.wishes().maximumOnSiteDays();
            trials.add(new Trial(
                    "fewer-days",
                    Map.of("to", days, "by", asked.onSiteDays() - days),
                    requirement.withWorkplace(new Workplace(Workplace.Kind.HYBRID, days, asked.prefecture()))));
        } else {
            trials.add(new Trial(
                    "allow-remote",
                    Map.of(),
                    requirement.withWorkplace(new Workplace(Workplace.Kind.REMOTE, 0, null))));
        }
    }
}
