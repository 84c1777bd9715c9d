package jp.enishi.matching.score;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.enishi.matching.score.Explanation.FeatureScore;
import jp.enishi.matching.score.Explanation.Judged;
import jp.enishi.matching.score.Explanation.Kind;
import jp.enishi.matching.score.Explanation.Note;
import jp.enishi.matching.score.Explanation.Refusal;
import jp.enishi.matching.score.Explanation.Verdict;
import jp.enishi.matching.score.Explanation.Via;
import jp.enishi.matching.score.Profile.Ability;
import org.jspecify.annotations.Nullable;

/**
 * The one score of every direction. P = S_client^a · S_talent^b, where each side is the weighted sum of its features; a pair
 * scores c + (1−c)·P when every must-have is met in full and (1−c)·P when one is not, so that the complete are always above
 * the incomplete (c = {@code completeShare}); of a case that the talent would turn down only {@code refusedShare} is left.
 * By Euler's theorem feature i of the client's side contributes (1−c)·P · a · w_i·f_i / S_client (the talent's side
 * likewise), COMPLETE contributes c, WILLING what a refusal takes away: the contributions add up to the score exactly. Every
 * feature is monotone: more skill, years or level, an earlier date or a lower rate never lowers it, and free text counts only
 * by the taxonomy concepts that it names.
 *
 * <p>A skill's value is closeness × (1 − d + d · min(1, years/asked, level/asked)) with d = {@code depthShare}, the best of
 * all abilities; MET is this very skill in full, CLOSE any other value from {@code closeSkill} closeness on, otherwise
 * MISSING with value 0.
 */
public final class Scorer {
    private static final int DAYS_IN_A_MONTH = 30;
    private static final double FRESHNESS_DAYS = 180;
    private static final double MONTHS_IN_A_YEAR = 12;
    private static final double PLACE_NOT_STATED = 0.8;
    private static final double WISHED_ELSEWHERE = 0.4;
    private static final double WORKPLACE_NOT_WISHED = 0.5;

    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Gates gates;
    private final EvidenceFinder evidence;
    private final WhatIf whatIf;

    public Scorer(Vocabulary vocabulary, Weights weights) {
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.gates = new Gates(vocabulary, weights);
        this.evidence = new EvidenceFinder(vocabulary);
        this.whatIf = new WhatIf(this);
    }

    /** Judges the pair as of a day; the same input has the same outcome. */
    public Judgement judge(Requirement requirement, Profile profile, LocalDate today) {
        Set<Gate> broken = gates.broken(requirement, profile);
        return broken.isEmpty() ? score(requirement, profile, today) : new Judgement.Refused(broken);
    }

    /** What excludes the pair, and how it would be judged otherwise; without misses it isn't excluded. */
    public NearMiss nearMiss(Requirement requirement, Profile profile, LocalDate today) {
        return new NearMiss(gates.misses(requirement, profile), score(requirement, profile, today));
    }

    /** The score of a pair whatever the hard conditions say. */
    Judgement.Fit score(Requirement requirement, Profile profile, LocalDate today) {
        List<Judged> judged = new ArrayList<>();
        Map<Feature, Double> values = new EnumMap<>(Feature.class);
        values.put(Feature.MUST, coverage(requirement.must(), Kind.MUST, profile, judged));
        values.put(Feature.NICE, coverage(requirement.nice(), Kind.NICE, profile, judged));
        values.put(Feature.PHASES, phases(requirement, profile));
        values.put(Feature.ROLE, role(requirement, profile));
        values.put(Feature.SENIORITY, seniority(requirement, profile));
        values.put(Feature.RECENCY, recency(requirement, profile, YearMonth.from(today)));
        values.put(Feature.RATE, rate(requirement, profile.wishes()));
        values.put(Feature.AVAILABILITY, availability(requirement, profile));
        values.put(Feature.WORKPLACE, workplace(requirement.workplace(), profile.wishes()));
        values.put(Feature.LANGUAGE, language(requirement, profile));
        values.put(Feature.INDUSTRY, industry(requirement, profile));
        values.put(Feature.TEXT, text(requirement, profile));
        values.put(Feature.FRESHNESS, freshness(profile, today));
        values.put(Feature.WISHED_ROLE, wishedRole(requirement, profile.wishes()));
        values.put(Feature.WISHED_RATE, wishedRate(requirement, profile.wishes()));
        values.put(Feature.WISHED_WORKPLACE, wishedWorkplace(requirement.workplace(), profile.wishes()));
        values.put(Feature.WISHED_INDUSTRY, wishedIndustry(requirement.industry(), profile.wishes()));
        boolean complete = judged.stream().allMatch(one -> one.kind() == Kind.NICE || one.verdict() == Verdict.MET);
        List<Refusal> refusals = refusals(requirement, profile.wishes());
        values.put(Feature.COMPLETE, complete ? 1.0 : 0.0);
        values.put(Feature.WILLING, refusals.isEmpty() ? 1.0 : 0.0);

        double client = sum(values, weights.client());
        double talent = sum(values, weights.talent());
        double fit = Math.pow(client, weights.exponents().client())
                * Math.pow(talent, weights.exponents().talent());
        double share = weights.limits().completeShare();
        double before = (complete ? share : 0) + (1 - share) * fit;
        double lost = refusals.isEmpty() ? 0 : before * (1 - weights.limits().refusedShare());
        List<FeatureScore> features = new ArrayList<>();
        values.forEach((feature, value) -> {
            double weight = weights.combined(feature);
            double contribution = switch (feature) {
                case COMPLETE -> weight * value;
                case WILLING -> 0 - lost;
                default -> {
                    double side = feature.side() == Feature.Side.CLIENT ? client : talent;
                    yield fit == 0 ? 0 : fit * weight * value / side;
                }
            };
            features.add(new FeatureScore(feature, value, weight, contribution));
        });
        return new Judgement.Fit(
                before - lost,
                client,
                talent,
                new Explanation(features, judged, notes(requirement, profile), refusals, null, null));
    }

    /**
     * The explanation with the passages of the sheet that show each skill, and with what would change the score most; costs a
     * pass over the texts and some more scorings.
     */
    public Explanation explain(Requirement requirement, Profile profile, LocalDate today) {
        NearMiss judged = nearMiss(requirement, profile, today);
        Explanation explanation = evidence(judged.otherwise().explanation(), profile);
        return new Explanation(
                explanation.features(),
                explanation.requirements(),
                explanation.notes(),
                explanation.refusals(),
                whatIf.relaxed(requirement, profile, today, judged),
                whatIf.learned(requirement, profile, today, judged));
    }

    /** The explanation with the passages of the sheet that show each skill; costs a pass over the texts. */
    public Explanation evidence(Explanation explanation, Profile profile) {
        EvidenceFinder.Search search = evidence.in(profile);
        List<Judged> found = explanation.requirements().stream()
                .map(judged -> switch (judged.verdict()) {
                    case MISSING -> judged;
                    case MET, CLOSE ->
                        judged.with(search.of(
                                judged.via() == null
                                        ? judged.skill()
                                        : judged.via().skill()));
                })
                .toList();
        return new Explanation(
                explanation.features(),
                found,
                explanation.notes(),
                explanation.refusals(),
                explanation.relax(),
                explanation.learn());
    }

    private static double sum(Map<Feature, Double> values, Map<Feature, Double> weights) {
        double sum = 0;
        for (Map.Entry<Feature, Double> value : values.entrySet()) {
            sum += weights.getOrDefault(value.getKey(), 0.0) * value.getValue();
        }
        return Math.min(1, sum);
    }

    private double coverage(List<SkillNeed> needs, Kind kind, Profile profile, List<Judged> judged) {
        double sum = 0;
        for (SkillNeed need : needs) {
            sum += judge(need, kind, profile, judged);
        }
        return needs.isEmpty() ? 1 : sum / needs.size();
    }

    private record Candidate(Ability ability, Vocabulary.Edge edge, double depth, double value) {}

    private static final Comparator<Candidate> BEST = Comparator.comparingDouble(Candidate::value)
            .thenComparingDouble(candidate -> candidate.edge().closeness())
            .thenComparing(candidate -> candidate.ability().skill(), Comparator.reverseOrder());

    private double judge(SkillNeed need, Kind kind, Profile profile, List<Judged> judged) {
        double share = weights.limits().depthShare();
        Candidate best = null;
        for (Map.Entry<String, Vocabulary.Edge> close : vocabulary
                .satisfying(need.skill(), weights.limits().closeSkill())
                .entrySet()) {
            Ability ability = profile.abilities().get(close.getKey());
            if (ability != null) {
                double depth = depth(need, ability);
                double value = close.getValue().closeness() * (1 - share + share * depth);
                Candidate candidate = new Candidate(ability, close.getValue(), depth, value);
                if (best == null || BEST.compare(candidate, best) > 0) {
                    best = candidate;
                }
            }
        }
        if (best == null) {
            judged.add(new Judged(
                    need.skill(), kind, Verdict.MISSING, null, null, need.years(), null, need.level(), null));
            return 0;
        }
        boolean same = best.ability().skill().equals(need.skill());
        Via via = same
                ? null
                : new Via(
                        best.ability().skill(),
                        best.edge().relation(),
                        best.edge().closeness());
        judged.add(new Judged(
                need.skill(),
                kind,
                same && best.depth() >= 1 ? Verdict.MET : Verdict.CLOSE,
                via,
                best.ability().years(),
                need.years(),
                best.ability().level(),
                need.level(),
                null));
        return best.value();
    }

    /** How much of the years and of the level asked for is there, at most 1. */
    static double depth(SkillNeed need, Ability ability) {
        double depth = 1;
        if (need.years() != null && need.years() > 0) {
            depth = Math.min(depth, ability.years() / need.years());
        }
        if (need.level() != null) {
            depth = Math.min(depth, ability.level() == null ? 0 : (double) ability.level() / need.level());
        }
        return depth;
    }

    private static double phases(Requirement requirement, Profile profile) {
        Set<String> known = new HashSet<>();
        profile.engagements().forEach(engagement -> known.addAll(engagement.phases()));
        return share(requirement.phases(), known);
    }

    private double role(Requirement requirement, Profile profile) {
        return profile.roles().keySet().stream()
                .mapToDouble(role -> vocabulary.roleCloseness(requirement.role(), role))
                .max()
                .orElse(0);
    }

    /** Years in roles at least half as good as the one asked for, against the longest must-have; more is never worse. */
    private double seniority(Requirement requirement, Profile profile) {
        double asked = requirement.must().stream()
                .map(SkillNeed::years)
                .mapToDouble(years -> years == null ? 0 : years)
                .max()
                .orElse(0);
        if (asked == 0) {
            asked = weights.limits().seniorityYears();
        }
        double years = 0;
        for (Map.Entry<String, Double> role : profile.roles().entrySet()) {
            if (vocabulary.roleCloseness(requirement.role(), role.getKey()) >= 0.5) {
                years = Math.max(years, role.getValue());
            }
        }
        return Math.min(1, years / asked);
    }

    /**
     * How lately the skills asked for were used, each by whichever ability stands in for it best; a month that nobody knows
     * is as good as one long ago, so that nothing that becomes known lowers it.
     */
    private double recency(Requirement requirement, Profile profile, YearMonth now) {
        int needs = requirement.must().size() + requirement.nice().size();
        double sum = 0;
        for (SkillNeed need : requirement.must()) {
            sum += recency(need, profile, now);
        }
        for (SkillNeed need : requirement.nice()) {
            sum += recency(need, profile, now);
        }
        return needs == 0 ? 1 : sum / needs;
    }

    private double recency(SkillNeed need, Profile profile, YearMonth now) {
        double floor = weights.limits().recencyFloor();
        double best = 0;
        for (Map.Entry<String, Vocabulary.Edge> close : vocabulary
                .satisfying(need.skill(), weights.limits().closeSkill())
                .entrySet()) {
            Ability ability = profile.abilities().get(close.getKey());
            if (ability != null) {
                YearMonth used = ability.lastUsed();
                double years = used == null ? 0 : Math.max(0, used.until(now, ChronoUnit.MONTHS)) / MONTHS_IN_A_YEAR;
                double fresh =
                        used == null ? 0 : Math.exp(-years / weights.limits().recencyYears());
                best = Math.max(best, close.getValue().closeness() * (floor + (1 - floor) * fresh));
            }
        }
        return best;
    }

    /** The share of each language asked for; more than asked for is not better. */
    private static double language(Requirement requirement, Profile profile) {
        double sum = 0;
        for (Map.Entry<String, LanguageLevel> need : requirement.languages().entrySet()) {
            LanguageLevel level = profile.languages().get(need.getKey());
            sum += level == null
                    ? 0
                    : Math.min(1, (level.ordinal() + 1.0) / (need.getValue().ordinal() + 1));
        }
        return requirement.languages().isEmpty()
                ? 1
                : sum / requirement.languages().size();
    }

    private double rate(Requirement requirement, Profile.Wishes wishes) {
        Long upper = requirement.budgetUpper();
        if (upper == null || wishes.rateWish() <= upper) {
            return 1;
        }
        double zeroAt = upper * weights.limits().rateZero();
        return Math.max(0, (zeroAt - wishes.rateWish()) / (zeroAt - upper));
    }

    /** The share of the case's days, from the day on which the talent is free, times the share of its hours. */
    private static double availability(Requirement requirement, Profile profile) {
        LocalDate start = requirement.start();
        Integer utilisation = requirement.utilisation();
        double hours = utilisation == null ? 1 : Math.min(1, (double) profile.maximumUtilisation() / utilisation);
        if (start == null) {
            return hours;
        }
        double days = (double) Math.max(1, requirement.months()) * DAYS_IN_A_MONTH;
        long late = Math.max(0, ChronoUnit.DAYS.between(start, profile.availableFrom()));
        return hours * Math.max(0, 1 - late / days);
    }

    private static double workplace(@Nullable Workplace workplace, Profile.Wishes wishes) {
        if (workplace == null || workplace.kind() == Workplace.Kind.REMOTE) {
            return 1;
        }
        List<Miss> misses = new ArrayList<>();
        Gates.workplace(misses, workplace, wishes);
        if (!misses.isEmpty()) {
            return 0;
        }
        return workplace.prefecture() == null || wishes.prefectures().isEmpty() ? PLACE_NOT_STATED : 1;
    }

    private double industry(Requirement requirement, Profile profile) {
        String wanted = requirement.industry();
        if (wanted == null) {
            return 1;
        }
        return profile.engagements().stream()
                .mapToDouble(engagement -> vocabulary.industryCloseness(wanted, engagement.industry()))
                .max()
                .orElse(0);
    }

    private static double text(Requirement requirement, Profile profile) {
        Set<String> named = new HashSet<>(requirement.concepts());
        requirement.must().forEach(need -> named.remove(need.skill()));
        requirement.nice().forEach(need -> named.remove(need.skill()));
        Set<String> shown = new HashSet<>(profile.concepts());
        shown.addAll(profile.abilities().keySet());
        return share(named, shown);
    }

    private static double freshness(Profile profile, LocalDate today) {
        long days = Math.max(0, ChronoUnit.DAYS.between(profile.updatedOn(), today));
        return Math.exp(-days / FRESHNESS_DAYS);
    }

    private double wishedRole(Requirement requirement, Profile.Wishes wishes) {
        return wishes.roles().stream()
                .mapToDouble(role -> vocabulary.roleCloseness(role, requirement.role()))
                .max()
                .orElse(weights.limits().unknownWish());
    }

    /** 1 from the wished rate on, 0.5 at the minimum, 0 at the lowest budget that the gate lets through. */
    private double wishedRate(Requirement requirement, Profile.Wishes wishes) {
        Long upper = requirement.budgetUpper();
        Long ceiling = gates.ceiling(requirement);
        if (upper == null || ceiling == null) {
            return weights.limits().unknownWish();
        }
        if (upper >= wishes.rateWish()) {
            return 1;
        }
        if (upper >= wishes.rateMinimum()) {
            return 0.5 + 0.5 * (upper - wishes.rateMinimum()) / (wishes.rateWish() - wishes.rateMinimum());
        }
        double slack = ceiling - upper;
        return slack <= 0 ? 0 : 0.5 * Math.max(0, 1 - (wishes.rateMinimum() - upper) / slack);
    }

    /** Why the talent would turn the case down, by what they have said that they want. */
    private List<Refusal> refusals(Requirement requirement, Profile.Wishes wishes) {
        List<Refusal> refusals = new ArrayList<>();
        Long payable = requirement.payable();
        if (payable != null && wishes.rateMinimum() > payable) {
            refusals.add(Refusal.RATE);
        }
        if (!wishes.roles().isEmpty()
                && wishedRole(requirement, wishes) < weights.limits().closeRole()) {
            refusals.add(Refusal.ROLE);
        }
        return refusals;
    }

    private double wishedWorkplace(@Nullable Workplace workplace, Profile.Wishes wishes) {
        if (workplace == null || wishes.workplaces().isEmpty()) {
            return weights.limits().unknownWish();
        }
        return wishes.workplaces().contains(workplace.kind()) ? 1 : WORKPLACE_NOT_WISHED;
    }

    private double wishedIndustry(@Nullable String industry, Profile.Wishes wishes) {
        if (industry == null || wishes.industries().isEmpty()) {
            return weights.limits().unknownWish();
        }
        double closest = wishes.industries().stream()
                .mapToDouble(wished -> vocabulary.industryCloseness(wished, industry))
                .max()
                .orElse(0);
        return Math.max(WISHED_ELSEWHERE, closest);
    }

    private static double share(Set<String> wanted, Set<String> known) {
        if (wanted.isEmpty()) {
            return 1;
        }
        return (double) wanted.stream().filter(known::contains).count() / wanted.size();
    }

    private static List<Note> notes(Requirement requirement, Profile profile) {
        List<Note> notes = new ArrayList<>();
        Long upper = requirement.budgetUpper();
        if (upper != null && profile.wishes().rateMinimum() > upper) {
            notes.add(new Note(
                    "rate-minimum-above-budget",
                    Map.of("minimum", profile.wishes().rateMinimum(), "budget", upper)));
        } else if (upper != null && profile.wishes().rateWish() > upper) {
            notes.add(new Note(
                    "rate-wish-above-budget", Map.of("wish", profile.wishes().rateWish(), "budget", upper)));
        }
        LocalDate start = requirement.start();
        if (start != null && profile.availableFrom().isAfter(start)) {
            notes.add(new Note(
                    "starts-later",
                    Map.of(
                            "from",
                            profile.availableFrom().toString(),
                            "days",
                            ChronoUnit.DAYS.between(start, profile.availableFrom()))));
        }
        if (!profile.roles().containsKey(requirement.role())) {
            notes.add(new Note("role-close", Map.of("role", requirement.role())));
        }
        return notes;
    }
}
