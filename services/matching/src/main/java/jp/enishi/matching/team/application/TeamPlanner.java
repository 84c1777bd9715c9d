package jp.enishi.matching.team.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.Matchmaker;
import jp.enishi.matching.index.Matchmaker.RankedTalent;
import jp.enishi.matching.index.TalentState;
import jp.enishi.matching.score.Explanation.Verdict;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.score.SkillNeed;
import jp.enishi.matching.team.domain.Person;
import jp.enishi.matching.team.domain.Points;
import jp.enishi.matching.team.domain.Seating;
import jp.enishi.matching.team.domain.TeamQuestion;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * Makes the question of a case's team. For each position the best {@value #BEST} people are looked at, and the cheapest and
 * the earliest of the others, so that an alternative doesn't miss them. The budget is what the case's upper end comes to
 * for all seats at its utilisation, unless another is named.
 */
@ApplicationScoped
public class TeamPlanner {
    /** More seats than a team has in practice; what a request may cost has an end. */
    public static final int MOST_SEATS = 20;

    static final int BEST = 40;
    private static final int CHEAPEST = 5;
    private static final int EARLIEST = 5;
    private static final int PERCENT = 100;

    private final Matchmaker matchmaker;
    private final Scorer scorer;
    private final Colleagues colleagues;

    TeamPlanner(Matchmaker matchmaker, Scorer scorer, Colleagues colleagues) {
        this.matchmaker = matchmaker;
        this.colleagues = colleagues;
        this.scorer = scorer;
    }

    /**
     * The question, with these people too, whether or not they suit.
     *
     * @throws RuleViolation {@code team-too-large}
     * @throws ValidationFailure when a seat names a position or a talent that isn't known
     */
    public TeamPlan plan(CaseState state, TeamWish wish, Set<Seating> alsoSeated) {
        if (state.seats() > MOST_SEATS) {
            throw new RuleViolation("team-too-large", Map.of("max", MOST_SEATS));
        }
        known(state, wish.pinned(), "/pin");
        known(state, alsoSeated, "/seat");
        LocalDate today = matchmaker.today();
        Map<UUID, TalentState> talents = new LinkedHashMap<>();
        Map<UUID, Map<UUID, Integer>> fits = new HashMap<>();
        List<TeamPlan.Pool> pools = new ArrayList<>();
        for (Requirement position : state.positions()) {
            List<RankedTalent> fitting = matchmaker.talentsFor(state, position).stream()
                    .filter(ranked -> !wish.without().contains(ranked.talent().talentId()))
                    .toList();
            List<RankedTalent> chosen = choose(fitting);
            pools.add(new TeamPlan.Pool(
                    position.positionId(), position.role(), position.seats(), fitting.size(), chosen.size()));
            for (RankedTalent ranked : chosen) {
                talents.putIfAbsent(ranked.talent().talentId(), ranked.talent());
            }
        }
        Set<Seating> named = new LinkedHashSet<>(wish.pinned());
        named.addAll(alsoSeated);
        for (Seating seating : named) {
            talents.computeIfAbsent(
                    seating.personId(),
                    id -> matchmaker
                            .findTalent(id)
                            .orElseThrow(() -> ValidationFailure.at(
                                    wish.pinned().contains(seating) ? "/pin" : "/seat", "unknown-talent")));
        }
        talents.forEach((id, talent) -> state.positions().forEach(position -> {
            double score = scorer.grade(position, talent.profile(), today);
            if (score >= 0) {
                fits.computeIfAbsent(id, key -> new HashMap<>())
                        .put(position.positionId(), (int) Math.round(score * Points.FULL_FIT));
            }
        }));
        Map<String, SkillNeed> needs = new TreeMap<>();
        Map<String, Boolean> skills = new HashMap<>();
        for (Requirement position : state.positions()) {
            position.must().forEach(need -> {
                needs.merge(need.skill(), need, TeamPlanner::harder);
                skills.put(need.skill(), true);
            });
            position.nice().forEach(need -> {
                needs.merge(need.skill(), need, TeamPlanner::harder);
                skills.putIfAbsent(need.skill(), false);
            });
        }
        List<Person> people = talents.values().stream()
                .map(talent -> person(
                        state, talent, fits.getOrDefault(talent.talentId(), Map.of()), List.copyOf(needs.values())))
                .toList();
        TeamQuestion question = new TeamQuestion(
                state.positions().stream()
                        .map(position -> new TeamQuestion.Opening(position.positionId(), position.seats()))
                        .toList(),
                people,
                skills,
                wish.budget() == null ? budget(state) : wish.budget(),
                wish.startBy(),
                wish.apart(),
                colleagues.among(talents.keySet()),
                wish.pinned());
        return new TeamPlan(state, question, talents, pools);
    }

    private static void known(CaseState state, Set<Seating> seatings, String pointer) {
        Map<UUID, Integer> taken = new HashMap<>();
        Set<UUID> people = new HashSet<>();
        for (Seating seating : seatings) {
            Requirement position = state.position(seating.positionId())
                    .orElseThrow(() -> ValidationFailure.at(pointer, "unknown-position"));
            if (pointer.equals("/pin")) {
                if (taken.merge(seating.positionId(), 1, Integer::sum) > position.seats()) {
                    throw ValidationFailure.at(pointer, "no-seat-left");
                }
                if (!people.add(seating.personId())) {
                    throw ValidationFailure.at(pointer, "seated-twice");
                }
            }
        }
    }

    /** The best, and of the others the cheapest and the earliest. */
    private static List<RankedTalent> choose(List<RankedTalent> fitting) {
        List<RankedTalent> chosen = new ArrayList<>(fitting.subList(0, Math.min(BEST, fitting.size())));
        Set<UUID> known = new HashSet<>();
        chosen.forEach(ranked -> known.add(ranked.talent().talentId()));
        fitting.stream()
                .filter(ranked -> !known.contains(ranked.talent().talentId()))
                .sorted(Comparator.comparingLong(
                        ranked -> ranked.talent().profile().wishes().rateWish()))
                .limit(CHEAPEST)
                .toList()
                .forEach(ranked -> {
                    chosen.add(ranked);
                    known.add(ranked.talent().talentId());
                });
        fitting.stream()
                .filter(ranked -> !known.contains(ranked.talent().talentId()))
                .sorted(Comparator.comparing(ranked -> ranked.talent().profile().availableFrom()))
                .limit(EARLIEST)
                .toList()
                .forEach(chosen::add);
        return chosen;
    }

    private Person person(CaseState state, TalentState talent, Map<UUID, Integer> fits, List<SkillNeed> needs) {
        LocalDate today = matchmaker.today();
        LocalDate from = talent.profile().availableFrom();
        Set<String> has = new HashSet<>();
        Set<String> close = new HashSet<>();
        state.positions().stream()
                .findFirst()
                .ifPresent(position -> scorer.nearMiss(position.withSkills(List.of(), needs), talent.profile(), today)
                        .otherwise()
                        .explanation()
                        .requirements()
                        .forEach(judged -> {
                            if (judged.verdict() == Verdict.MET) {
                                has.add(judged.skill());
                            } else if (judged.verdict() == Verdict.CLOSE) {
                                close.add(judged.skill());
                            }
                        }));
        return new Person(
                talent.talentId(),
                share(
                        talent.profile().wishes().rateWish(),
                        state.positions().getFirst().utilisation()),
                from.isBefore(today) ? today : from,
                fits,
                has,
                close);
    }

    private static SkillNeed harder(SkillNeed a, SkillNeed b) {
        return new SkillNeed(a.skill(), greater(a.years(), b.years()), greater(a.level(), b.level()));
    }

    private static <T extends Comparable<T>> @Nullable T greater(@Nullable T a, @Nullable T b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** What the case's upper end comes to for all seats, yen a month; null when the case has no budget. */
    static @Nullable Long budget(CaseState state) {
        long sum = 0;
        for (Requirement position : state.positions()) {
            Long upper = position.budgetUpper();
            if (upper == null) {
                return null;
            }
            sum += position.seats() * share(upper, position.utilisation());
        }
        return state.positions().isEmpty() ? null : sum;
    }

    /** The part of a full month's amount that a utilisation comes to, in whole yen. */
    static long share(long full, @Nullable Integer utilisation) {
        return utilisation == null ? full : Math.floorDiv(Math.multiplyExact(full, utilisation) + PERCENT / 2, PERCENT);
    }
}
