package jp.enishi.matching.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.NearMiss;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.messaging.TransientFailure;

/** Both stages together, in both directions: candidates from the index, then the one scorer. Deterministic. */
@ApplicationScoped
public class Matchmaker {
    /** So many of a position are ranked; when there are so many, nobody needs those just outside. */
    public static final int MOST_CANDIDATES = 200;

    private static final int MOST_NEAR = 50;

    /** A talent for a position. */
    public record RankedTalent(TalentState talent, Requirement position, double score, Supplier<Judgement.Fit> judged) {
        RankedTalent(TalentState talent, Requirement position, Judgement.Fit fit) {
            this(talent, position, fit.score(), () -> fit);
        }

        /** How the score is made; for the few of whom somebody wants to know. */
        public Judgement.Fit fit() {
            return judged.get();
        }
    }

    /** A talent whom a hard condition excludes. */
    public record NearTalent(TalentState talent, Requirement position, NearMiss miss) {}

    private record NearlyRanked(TalentState talent, double score) {}

    /** The talents of a position as a reader looks for them; the places are those of the ranked in their order. */
    public record Ranking(List<RankedTalent> ranked, List<Place> places, int total, List<Facet.Counts> facets) {}

    /** An opening for a talent. */
    public record RankedOpening(CaseState state, Requirement position, double score, Supplier<Judgement.Fit> judged) {
        /** How the score is made; for the few of which somebody wants to know. */
        public Judgement.Fit fit() {
            return judged.get();
        }
    }

    /** The first index is still being built: try again in a moment. */
    public static final class NotReady extends TransientFailure {
        private static final long serialVersionUID = 1L;

        NotReady() {
            super("the index is being built", null);
        }
    }

    private static final Comparator<RankedOpening> BEST_OPENING = Comparator.comparingDouble(RankedOpening::score)
            .reversed()
            .thenComparing(ranked -> ranked.state().caseId().toString())
            .thenComparing(ranked -> ranked.position().positionId().toString());

    private final IndexFeed feed;
    private final TalentIndex talents;
    private final CaseIndex cases;
    private final Scorer scorer;
    private final Weights weights;
    private final Clock clock;

    Matchmaker(IndexFeed feed, TalentIndex talents, CaseIndex cases, Scorer scorer, Weights weights, Clock clock) {
        this.feed = feed;
        this.talents = talents;
        this.cases = cases;
        this.scorer = scorer;
        this.weights = weights;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), StateReader.ZONE);
    }

    public Optional<CaseState> findCase(UUID caseId) {
        return feed.read(index -> cases.find(index, caseId));
    }

    public Optional<TalentState> findTalent(UUID talentId) {
        return feed.read(index -> talents.find(index, talentId));
    }

    /** Talents who may fill the position, best first; at most {@value #MOST_CANDIDATES}. */
    public List<RankedTalent> talentsFor(CaseState state, Requirement position) {
        return sorted(
                judged(position, feed.read(index -> talents.fitting(index, state, position, MOST_CANDIDATES))),
                place(state, TalentSearch.Sort.SCORE));
    }

    /** Talents for the whole case, each with the position that suits best, best first. */
    public List<RankedTalent> talentsFor(CaseState state) {
        Map<UUID, RankedTalent> best = new HashMap<>();
        for (Requirement position : state.positions()) {
            for (RankedTalent ranked : talentsFor(state, position)) {
                best.merge(ranked.talent().talentId(), ranked, (a, b) -> b.score() > a.score() ? b : a);
            }
        }
        return sorted(best.values(), place(state, TalentSearch.Sort.SCORE));
    }

    /** Talents who may fill the position and are what the reader looks for, in the reader's order. */
    public Ranking ranking(CaseState state, Requirement position, TalentSearch search) {
        TalentIndex.Selection selection =
                feed.read(index -> talents.select(index, state, position, search, MOST_CANDIDATES));
        Function<RankedTalent, Place> place = place(state, search.sort());
        List<Placed> placed = placed(judged(position, selection.candidates()), place);
        return new Ranking(
                placed.stream().map(Placed::ranked).toList(),
                placed.stream().map(Placed::place).toList(),
                selection.total(),
                selection.facets());
    }

    /** Talents whom one hard condition excludes, those who would be best first. */
    public List<NearTalent> nearMisses(CaseState state, Requirement position, TalentSearch search, int limit) {
        LocalDate today = today();
        return feed.read(index -> talents.nearMisses(index, state, position, search, MOST_NEAR)).stream()
                .filter(talent -> scorer.grade(position, talent.profile(), today) < 0)
                .map(talent -> new NearlyRanked(talent, scorer.gradeAnyway(position, talent.profile(), today)))
                .sorted(Comparator.comparingDouble(NearlyRanked::score)
                        .reversed()
                        .thenComparing(near -> near.talent().talentId().toString()))
                .limit(limit)
                .map(near -> new NearTalent(
                        near.talent(),
                        position,
                        scorer.nearMiss(position, near.talent().profile(), today)))
                .toList();
    }

    /** Finds the passages of a talent's sheet that have what was typed, which is read once. */
    public Function<Profile, List<Explanation.Evidence>> passages(TalentSearch search) {
        String words = search.words();
        if (words == null || words.isBlank()) {
            return profile -> List.of();
        }
        return talents.typed(words)
                .<Function<Profile, List<Explanation.Evidence>>>map(typed -> typed::passages)
                .orElse(profile -> List.of());
    }

    /** What the order among equals is made of: the same for a case as long as its requirements stay the same. */
    public static long seed(CaseState state) {
        return Place.seed(state.caseId(), state.requirementsVersion());
    }

    private Function<RankedTalent, Place> place(CaseState state, TalentSearch.Sort sort) {
        long seed = seed(state);
        double step = weights.limits().nearEqual();
        return ranked -> Place.of(sort, ranked, seed, step);
    }

    private List<RankedTalent> judged(Requirement position, List<TalentState> candidates) {
        LocalDate today = today();
        return feed.read(index -> {
            List<RankedTalent> judged = new ArrayList<>();
            for (TalentState talent : candidates) {
                double score =
                        index.grade(position, talent, today, () -> scorer.grade(position, talent.profile(), today));
                if (score >= 0) {
                    judged.add(new RankedTalent(talent, position, score, () -> fit(position, talent, today)));
                }
            }
            return judged;
        });
    }

    private Judgement.Fit fit(Requirement position, TalentState talent, LocalDate day) {
        return scorer.nearMiss(position, talent.profile(), day).otherwise();
    }

    private record Placed(Place place, RankedTalent ranked) {}

    private static List<Placed> placed(Collection<RankedTalent> ranked, Function<RankedTalent, Place> place) {
        return ranked.stream()
                .map(one -> new Placed(place.apply(one), one))
                .sorted(Comparator.comparing(Placed::place))
                .toList();
    }

    private static List<RankedTalent> sorted(Collection<RankedTalent> ranked, Function<RankedTalent, Place> place) {
        return placed(ranked, place).stream().map(Placed::ranked).toList();
    }

    /** Open cases that fit, each with the position that suits best, best first. */
    public List<RankedOpening> openingsFor(TalentState talent) {
        LocalDate today = today();
        Map<UUID, RankedOpening> best = new HashMap<>();
        for (CaseIndex.Opening opening :
                feed.read(index -> cases.candidates(index, talent.profile(), today, MOST_CANDIDATES))) {
            Requirement position = opening.position();
            double score = opening.state().open(today) ? scorer.grade(position, talent.profile(), today) : -1;
            if (score >= 0) {
                RankedOpening ranked =
                        new RankedOpening(opening.state(), position, score, () -> fit(position, talent, today));
                best.merge(opening.state().caseId(), ranked, (a, b) -> BEST_OPENING.compare(a, b) <= 0 ? a : b);
            }
        }
        return sorted(best.values());
    }

    private static List<RankedOpening> sorted(Collection<RankedOpening> openings) {
        return openings.stream().sorted(BEST_OPENING).toList();
    }

    /** The pair as it stands today, whoever asks. */
    public Judgement judge(Requirement position, TalentState talent) {
        return scorer.judge(position, talent.profile(), today());
    }

    /** Why, with evidence from the sheet and what would change it. */
    public Explanation explain(Requirement position, Profile profile) {
        return scorer.explain(position, profile, today());
    }

    /** The same as it is shown, made once for the versions of both and the day. */
    public Shown explained(Requirement position, TalentState talent) {
        LocalDate today = today();
        return feed.read(index ->
                index.explained(position, talent, today, () -> scorer.explain(position, talent.profile(), today)));
    }
}
