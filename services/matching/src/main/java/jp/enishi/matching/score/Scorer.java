package jp.enishi.matching.score;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final Feature[] FEATURES = Feature.values();

    private final Vocabulary vocabulary;
    private final Weights weights;
    private final double[] clientWeights;
    private final double[] talentWeights;
    private final double[] combinedWeights = new double[FEATURES.length];
    private final Gates gates;
    private final EvidenceFinder evidence;
    private final WhatIf whatIf;

    public Scorer(Vocabulary vocabulary, Weights weights) {
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.clientWeights = of(weights.client());
        this.talentWeights = of(weights.talent());
        Arrays.setAll(combinedWeights, i -> weights.combined(FEATURES[i]));
        this.gates = new Gates(vocabulary, weights);
        this.evidence = new EvidenceFinder(vocabulary);
        this.whatIf = new WhatIf(this);
    }

    /** Judges the pair as of a day; the same input has the same outcome. */
    public Judgement judge(Requirement requirement, Profile profile, LocalDate today) {
        if (gates.kept(requirement, profile)) {
            return score(requirement, profile, today);
        }
        return new Judgement.Refused(gates.broken(requirement, profile));
    }

    /** The score that {@link #judge} would give, without saying why; −1 when a hard condition excludes the pair. */
    public double grade(Requirement requirement, Profile profile, LocalDate today) {
        return gates.kept(requirement, profile)
                ? values(requirement, profile, today, null).score()
                : -1;
    }

    /** What excludes the pair; empty when nothing does. */
    public List<Miss> misses(Requirement requirement, Profile profile) {
        return gates.misses(requirement, profile);
    }

    /** What excludes the pair, and how it would be judged otherwise; without misses it isn't excluded. */
    public NearMiss nearMiss(Requirement requirement, Profile profile, LocalDate today) {
        return new NearMiss(gates.misses(requirement, profile), score(requirement, profile, today));
    }

    /** The score that {@link #nearMiss} would give, without saying why. */
    public double gradeAnyway(Requirement requirement, Profile profile, LocalDate today) {
        return values(requirement, profile, today, null).score();
    }

    /** The features' values in their order, and what is made of them. */
    private record Values(
            double[] of, boolean complete, double client, double talent, double fit, double before, double lost) {
        double score() {
            return before - lost;
        }
    }

    private Values values(Requirement requirement, Profile profile, LocalDate today, @Nullable List<Judged> judged) {
        double[] values = new double[FEATURES.length];
        YearMonth now = YearMonth.from(today);
        boolean complete = true;
        double coverage = 0;
        double recency = 0;
        for (SkillNeed need : requirement.must()) {
            Held held = held(need, profile, now);
            coverage += held.value();
            recency += held.recency();
            complete &= held.met(need);
            if (judged != null) {
                judged.add(held.judged(need, Kind.MUST));
            }
        }
        int must = requirement.must().size();
        int nice = requirement.nice().size();
        values[Feature.MUST.ordinal()] = must == 0 ? 1 : coverage / must;
        coverage = 0;
        for (SkillNeed need : requirement.nice()) {
            Held held = held(need, profile, now);
            coverage += held.value();
            recency += held.recency();
            if (judged != null) {
                judged.add(held.judged(need, Kind.NICE));
            }
        }
        values[Feature.NICE.ordinal()] = nice == 0 ? 1 : coverage / nice;
        values[Feature.RECENCY.ordinal()] = must + nice == 0 ? 1 : recency / (must + nice);
        Profile.Wishes wishes = profile.wishes();
        values[Feature.PHASES.ordinal()] = phases(requirement, profile);
        values[Feature.ROLE.ordinal()] = role(requirement, profile);
        values[Feature.SENIORITY.ordinal()] = seniority(requirement, profile);
        values[Feature.RATE.ordinal()] = rate(requirement, wishes);
        values[Feature.AVAILABILITY.ordinal()] = availability(requirement, profile);
        values[Feature.WORKPLACE.ordinal()] = workplace(requirement.workplace(), wishes);
        values[Feature.LANGUAGE.ordinal()] = language(requirement, profile);
        values[Feature.INDUSTRY.ordinal()] = industry(requirement, profile);
        values[Feature.TEXT.ordinal()] = text(requirement, profile);
        values[Feature.FRESHNESS.ordinal()] = freshness(profile, today);
        values[Feature.WISHED_ROLE.ordinal()] = wishedRole(requirement, wishes);
        values[Feature.WISHED_RATE.ordinal()] = wishedRate(requirement, wishes);
        values[Feature.WISHED_WORKPLACE.ordinal()] = wishedWorkplace(requirement.workplace(), wishes);
        values[Feature.WISHED_INDUSTRY.ordinal()] = wishedIndustry(requirement.industry(), wishes);
        boolean willing = !refusesRate(requirement, wishes) && !refusesRole(requirement, wishes);
        values[Feature.COMPLETE.ordinal()] = complete ? 1.0 : 0.0;
        values[Feature.WILLING.ordinal()] = willing ? 1.0 : 0.0;

        double client = sum(values, clientWeights);
        double talent = sum(values, talentWeights);
        double fit = Math.pow(client, weights.exponents().client())
                * Math.pow(talent, weights.exponents().talent());
        double share = weights.limits().completeShare();
        double before = (complete ? share : 0) + (1 - share) * fit;
        double lost = willing ? 0 : before * (1 - weights.limits().refusedShare());
        return new Values(values, complete, client, talent, fit, before, lost);
    }

    /** The score of a pair whatever the hard conditions say. */
    Judgement.Fit score(Requirement requirement, Profile profile, LocalDate today) {
        List<Judged> judged = new ArrayList<>();
        Values values = values(requirement, profile, today, judged);
        List<FeatureScore> features = new ArrayList<>(FEATURES.length);
        for (Feature feature : FEATURES) {
            double value = values.of()[feature.ordinal()];
            double weight = combinedWeights[feature.ordinal()];
            double contribution = switch (feature) {
                case COMPLETE -> weight * value;
                case WILLING -> 0 - values.lost();
                default -> {
                    double side = feature.side() == Feature.Side.CLIENT ? values.client() : values.talent();
                    yield values.fit() == 0 ? 0 : values.fit() * weight * value / side;
                }
            };
            features.add(new FeatureScore(feature, value, weight, contribution));
        }
        return new Judgement.Fit(
                values.score(),
                values.client(),
                values.talent(),
                new Explanation(
                        features,
                        judged,
                        notes(requirement, profile),
                        refusals(requirement, profile.wishes()),
                        null,
                        null));
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

    private static double sum(double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        return Math.min(1, sum);
    }

    private static double[] of(Map<Feature, Double> weights) {
        double[] of = new double[FEATURES.length];
        weights.forEach((feature, weight) -> of[feature.ordinal()] = weight);
        return of;
    }

    /**
     * By which ability a skill asked for is there best, none when by none; and how lately any of them was used: a month that
     * nobody knows is as good as one long ago, so that nothing that becomes known lowers it.
     */
    private record Held(
            @Nullable Ability ability, Vocabulary.@Nullable Edge edge, double depth, double value, double recency) {
        static final Held NOT = new Held(null, null, 0, 0, 0);

        boolean met(SkillNeed need) {
            return ability != null && ability.skill().equals(need.skill()) && depth >= 1;
        }

        Judged judged(SkillNeed need, Kind kind) {
            if (ability == null || edge == null) {
                return new Judged(
                        need.skill(), kind, Verdict.MISSING, null, null, need.years(), null, need.level(), null);
            }
            boolean same = ability.skill().equals(need.skill());
            return new Judged(
                    need.skill(),
                    kind,
                    met(need) ? Verdict.MET : Verdict.CLOSE,
                    same ? null : new Via(ability.skill(), edge.relation(), edge.closeness()),
                    ability.years(),
                    need.years(),
                    ability.level(),
                    need.level(),
                    null);
        }
    }

    private Held held(SkillNeed need, Profile profile, YearMonth now) {
        Map<String, Vocabulary.Edge> close =
                vocabulary.satisfying(need.skill(), weights.limits().closeSkill());
        double share = weights.limits().depthShare();
        double floor = weights.limits().recencyFloor();
        Ability best = null;
        Vocabulary.Edge bestEdge = null;
        double bestDepth = 0;
        double bestValue = 0;
        double recency = 0;
        for (Ability ability : profile.abilities().values()) {
            Vocabulary.Edge edge = close.get(ability.skill());
            if (edge == null) {
                continue;
            }
            double depth = depth(need, ability);
            double value = edge.closeness() * (1 - share + share * depth);
            if (best == null || bestEdge == null || better(ability, edge, value, best, bestEdge, bestValue)) {
                best = ability;
                bestEdge = edge;
                bestDepth = depth;
                bestValue = value;
            }
            YearMonth used = ability.lastUsed();
            double years = used == null ? 0 : Math.max(0, used.until(now, ChronoUnit.MONTHS)) / MONTHS_IN_A_YEAR;
            double fresh = used == null ? 0 : Math.exp(-years / weights.limits().recencyYears());
            recency = Math.max(recency, edge.closeness() * (floor + (1 - floor) * fresh));
        }
        return best == null ? Held.NOT : new Held(best, bestEdge, bestDepth, bestValue, recency);
    }

    /** By value, then closeness, then the id that comes first. */
    private static boolean better(
            Ability one,
            Vocabulary.Edge edge,
            double value,
            Ability other,
            Vocabulary.Edge otherEdge,
            double otherValue) {
        int by = Double.compare(value, otherValue);
        if (by == 0) {
            by = Double.compare(edge.closeness(), otherEdge.closeness());
        }
        return by > 0 || (by == 0 && one.skill().compareTo(other.skill()) < 0);
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
        Set<String> wanted = requirement.phases();
        int known = 0;
        for (String phase : wanted) {
            for (Profile.Engagement engagement : profile.engagements()) {
                if (engagement.phases().contains(phase)) {
                    known++;
                    break;
                }
            }
        }
        return wanted.isEmpty() ? 1 : (double) known / wanted.size();
    }

    private double role(Requirement requirement, Profile profile) {
        double best = 0;
        for (String role : profile.roles().keySet()) {
            best = Math.max(best, vocabulary.roleCloseness(requirement.role(), role));
        }
        return best;
    }

    /** Years in roles at least half as good as the one asked for, against the longest must-have; more is never worse. */
    private double seniority(Requirement requirement, Profile profile) {
        double asked = 0;
        for (SkillNeed need : requirement.must()) {
            asked = Math.max(asked, need.years() == null ? 0 : need.years());
        }
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
        if (!Gates.reachable(workplace, wishes)) {
            return 0;
        }
        return workplace.prefecture() == null || wishes.prefectures().isEmpty() ? PLACE_NOT_STATED : 1;
    }

    private double industry(Requirement requirement, Profile profile) {
        String wanted = requirement.industry();
        if (wanted == null) {
            return 1;
        }
        double best = 0;
        for (Profile.Engagement engagement : profile.engagements()) {
            best = Math.max(best, vocabulary.industryCloseness(wanted, engagement.industry()));
        }
        return best;
    }

    private static double text(Requirement requirement, Profile profile) {
        int named = 0;
        int shown = 0;
        for (String concept : requirement.concepts()) {
            if (!asks(requirement.must(), concept) && !asks(requirement.nice(), concept)) {
                named++;
                if (profile.concepts().contains(concept) || profile.abilities().containsKey(concept)) {
                    shown++;
                }
            }
        }
        return named == 0 ? 1 : (double) shown / named;
    }

    private static boolean asks(List<SkillNeed> needs, String concept) {
        for (SkillNeed need : needs) {
            if (need.skill().equals(concept)) {
                return true;
            }
        }
        return false;
    }

    private static double freshness(Profile profile, LocalDate today) {
        long days = Math.max(0, ChronoUnit.DAYS.between(profile.updatedOn(), today));
        return Math.exp(-days / FRESHNESS_DAYS);
    }

    private double wishedRole(Requirement requirement, Profile.Wishes wishes) {
        if (wishes.roles().isEmpty()) {
            return weights.limits().unknownWish();
        }
        double best = 0;
        for (String role : wishes.roles()) {
            best = Math.max(best, vocabulary.roleCloseness(role, requirement.role()));
        }
        return best;
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
        if (refusesRate(requirement, wishes)) {
            refusals.add(Refusal.RATE);
        }
        if (refusesRole(requirement, wishes)) {
            refusals.add(Refusal.ROLE);
        }
        return refusals;
    }

    private static boolean refusesRate(Requirement requirement, Profile.Wishes wishes) {
        Long payable = requirement.payable();
        return payable != null && wishes.rateMinimum() > payable;
    }

    private boolean refusesRole(Requirement requirement, Profile.Wishes wishes) {
        return !wishes.roles().isEmpty()
                && wishedRole(requirement, wishes) < weights.limits().closeRole();
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
        double closest = 0;
        for (String wished : wishes.industries()) {
            closest = Math.max(closest, vocabulary.industryCloseness(wished, industry));
        }
        return Math.max(WISHED_ELSEWHERE, closest);
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
