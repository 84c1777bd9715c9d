package jp.enishi.matching.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jp.enishi.matching.score.Explanation;
import jp.enishi.matching.score.Judgement;
import jp.enishi.matching.score.Miss;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Scorer;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.platform.messaging.TransientFailure;
import org.jspecify.annotations.Nullable;

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

    /** A talent whom a hard condition excludes: by what, and the score without it. */
    public record NearTalent(TalentState talent, Requirement position, double score, List<Miss> misses) {}

    /** Who of a ranking is shown: so many after a place, of all or of those who are chosen. */
    public record Page(@Nullable Place after, Set<UUID> chosen, int limit) {
        static final Page ALL = new Page(null, Set.of(), Integer.MAX_VALUE);

        public Page {
            chosen = Set.copyOf(chosen);
        }
    }

    /** A page of the talents of a position as a reader looks for them, with their numbers in the whole order, from 1 on. */
    public record Ranking(
            List<RankedTalent> ranked,
            List<Integer> numbers,
            @Nullable Place next,
            int total,
            List<Facet.Counts> facets) {
        public static final Ranking NONE = new Ranking(List.of(), List.of(), null, 0, List.of());
    }

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
    private final Vocabulary vocabulary;
    private final Clock clock;

    Matchmaker(
            IndexFeed feed,
            TalentIndex talents,
            CaseIndex cases,
            Scorer scorer,
            Weights weights,
            Vocabulary vocabulary,
            Clock clock) {
        this.vocabulary = vocabulary;
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
        return feed.read(index -> talents.select(
                        index,
                        state,
                        position,
                        TalentSearch.ALL,
                        MOST_CANDIDATES,
                        selection -> page(state, position, TalentSearch.Sort.SCORE, Page.ALL, selection, List.of())))
                .ranked();
    }

    /** Talents for the whole case, each with the position that suits best, best first. */
    public List<RankedTalent> talentsFor(CaseState state) {
        Map<UUID, RankedTalent> best = new HashMap<>();
        for (Requirement position : state.positions()) {
            for (RankedTalent ranked : talentsFor(state, position)) {
                best.merge(ranked.talent().talentId(), ranked, (a, b) -> b.score() > a.score() ? b : a);
            }
        }
        long seed = seed(state);
        double step = weights.limits().nearEqual();
        return sorted(best.values(), ranked -> Place.of(TalentSearch.Sort.SCORE, ranked, seed, step));
    }

    /** Talents who may fill the position and are what the reader looks for, in the reader's order: those who are shown. */
    public Ranking ranking(CaseState state, Requirement position, TalentSearch search, Page page) {
        return feed.read(index -> index.answers()
                .ranking(
                        question(state, position, search, page),
                        () -> talents.select(
                                index,
                                state,
                                position,
                                search,
                                MOST_CANDIDATES,
                                selection ->
                                        page(state, position, search.sort(), page, selection, selection.facets()))));
    }

    private Answers.Question question(CaseState state, Requirement position, TalentSearch search, Page page) {
        return new Answers.Question(new Asked(state, position), search, page, today(), vocabulary.version());
    }

    /** Orders everybody by grade and reads only those who are shown. */
    private Ranking page(
            CaseState state,
            Requirement position,
            TalentSearch.Sort sort,
            Page page,
            TalentIndex.Selection selection,
            List<Facet.Counts> facets) {
        LocalDate today = today();
        long seed = seed(state);
        double step = weights.limits().nearEqual();
        List<Placed<Graded>> placed = placed(
                selection.graded(today, profile -> scorer.grade(position, profile, today)).stream()
                        .filter(graded -> graded.grade() >= 0)
                        .toList(),
                graded -> Place.of(
                        sort,
                        graded.candidate().talentId(),
                        graded.grade(),
                        () -> graded.candidate().state().profile(),
                        seed,
                        step));
        Place after = page.after();
        int from = after == null
                ? 0
                : (int) placed.stream()
                        .takeWhile(one -> one.place().compareTo(after) <= 0)
                        .count();
        List<Integer> shown = IntStream.range(from, placed.size())
                .filter(at -> page.chosen().isEmpty()
                        || page.chosen().contains(placed.get(at).place().talentId()))
                .limit(page.limit())
                .boxed()
                .toList();
        int to = shown.isEmpty() ? from : shown.getLast() + 1;
        return new Ranking(
                shown.stream()
                        .map(at -> ranked(position, placed.get(at).what(), today))
                        .toList(),
                shown.stream().map(at -> at + 1).toList(),
                page.chosen().isEmpty() && to < placed.size()
                        ? placed.get(to - 1).place()
                        : null,
                selection.total(),
                facets);
    }

    private RankedTalent ranked(Requirement position, Graded graded, LocalDate day) {
        TalentState talent = graded.candidate().state();
        return new RankedTalent(talent, position, graded.grade(), () -> fit(position, talent, day));
    }

    /** Talents whom one hard condition excludes, those who would be best first. */
    public List<NearTalent> nearMisses(CaseState state, Requirement position, TalentSearch search, int limit) {
        return feed.read(index -> index.answers()
                .near(
                        question(state, position, search, new Page(null, Set.of(), limit)),
                        () -> talents.nearMisses(
                                index,
                                state,
                                position,
                                search,
                                MOST_NEAR,
                                selection -> nearest(position, limit, selection))));
    }

    private List<NearTalent> nearest(Requirement position, int limit, TalentIndex.Selection selection) {
        LocalDate today = today();
        return selection.graded(today, profile -> nearly(position, profile, today)).stream()
                .filter(graded -> graded.grade() >= 0)
                .sorted(Comparator.comparingDouble(Graded::grade)
                        .reversed()
                        .thenComparing(near -> near.candidate().talentId().toString()))
                .limit(limit)
                .map(near -> near(position, near))
                .toList();
    }

    /** The grade that somebody would have whom something excludes; −1 for whom nothing does. */
    private double nearly(Requirement position, Profile profile, LocalDate day) {
        return scorer.grade(position, profile, day) < 0 ? scorer.gradeAnyway(position, profile, day) : -1;
    }

    private NearTalent near(Requirement position, Graded graded) {
        TalentState talent = graded.candidate().state();
        return new NearTalent(talent, position, graded.grade(), scorer.misses(position, talent.profile()));
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

    private Judgement.Fit fit(Requirement position, TalentState talent, LocalDate day) {
        return scorer.nearMiss(position, talent.profile(), day).otherwise();
    }

    private record Placed<T>(Place place, T what) {}

    private static <T> List<Placed<T>> placed(Collection<T> all, Function<T, Place> place) {
        return all.stream()
                .map(one -> new Placed<>(place.apply(one), one))
                .sorted(Comparator.comparing(Placed::place))
                .toList();
    }

    private static List<RankedTalent> sorted(Collection<RankedTalent> ranked, Function<RankedTalent, Place> place) {
        return placed(ranked, place).stream().map(Placed::what).toList();
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
