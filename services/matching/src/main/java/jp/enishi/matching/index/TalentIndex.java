package jp.enishi.matching.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import jp.enishi.matching.index.SegmentHits.Hits;
import jp.enishi.matching.score.Profile;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * First stage for a position: the hard conditions of {@link Gates} as filters, then the best by must-have and nice-to-have
 * skills, phases and text. Bounded; equal scores in order of id, so that every replica answers alike.
 */
public final class TalentIndex {
    private static final int MOST_TEXT_TERMS = 64;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final MatchAnalyzer analyzer;

    public TalentIndex(Vocabulary vocabulary, Weights weights, MatchAnalyzer analyzer) {
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.analyzer = analyzer;
    }

    public Optional<TalentState> find(MatchIndex index, UUID talentId) {
        return index.search(searcher -> {
            OptionalInt found = MatchIndex.number(searcher, MatchIndex.key(Fields.TALENT, talentId));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            int doc = found.getAsInt();
            Roster.Key key = Roster.Key.of(talentId, StateCache.version(searcher, doc));
            return Optional.of(index.talent(searcher, doc, key));
        });
    }

    /** Talents who keep every hard condition, the most promising first. */
    public List<TalentState> candidates(MatchIndex index, CaseState state, Requirement position, int limit) {
        PositionQuery query = query(index, state, position);
        return index.search(searcher -> {
            Query inside = new KnownDocuments(query.inside(searcher).live());
            return found(index, searcher, query.best(searcher, inside, limit)).stream()
                    .map(Candidate::state)
                    .toList();
        });
    }

    /** Who was found, in no order, how many there are in all, and what they could be narrowed by; while the search goes on. */
    public static final class Selection {
        private final List<Candidate> candidates;
        private final int total;
        private final Supplier<List<Facet.Counts>> facets;
        private final Grades grades;
        private final boolean everybody;

        private Selection(
                List<Candidate> candidates,
                int total,
                Supplier<List<Facet.Counts>> facets,
                Grades grades,
                boolean everybody) {
            this.candidates = candidates;
            this.total = total;
            this.facets = facets;
            this.grades = grades;
            this.everybody = everybody;
        }

        public List<Candidate> candidates() {
            return candidates;
        }

        public int total() {
            return total;
        }

        public List<Facet.Counts> facets() {
            return facets.get();
        }

        /** The grades of all on a day, made for those only who were not found when the position was last asked for. */
        public List<Graded> graded(LocalDate day, ToDoubleFunction<Profile> grade) {
            return grades.of(candidates, day, everybody, grade);
        }
    }

    /** Talents who keep every hard condition and are what the reader looks for. */
    public <T> T select(
            MatchIndex index,
            CaseState state,
            Requirement position,
            TalentSearch search,
            int limit,
            Function<Selection, T> use) {
        List<Query> words = words(search);
        PositionQuery query = query(index, state, position);
        return index.search(searcher -> {
            Hits hits = query.inside(searcher);
            if (words.isEmpty() && search.chosen().isEmpty()) {
                return use.apply(new Selection(
                        found(
                                index,
                                searcher,
                                hits.total() > limit
                                        ? query.bestInside(searcher, hits, limit)
                                        : numbers(searcher, hits)),
                        hits.total(),
                        () -> counts(index, query, searcher, hits),
                        query.grades(),
                        true));
            }
            Query inside = new KnownDocuments(hits.live());
            Query narrowed = narrowed(inside, narrowed(words, search, null));
            EnumMap<Facet, Facet.Counts> counts = new EnumMap<>(Facet.class);
            FacetCounts all = searcher.search(narrowed, FacetCounts.of(EnumSet.allOf(Facet.class)));
            for (Facet facet : Facet.values()) {
                counts.put(facet, all.of(facet));
            }
            for (Facet facet : search.chosen().keySet()) {
                FacetCounts others = searcher.search(
                        narrowed(inside, narrowed(words, search, facet)), FacetCounts.of(Set.of(facet)));
                counts.put(facet, others.of(facet));
            }
            return use.apply(new Selection(
                    found(index, searcher, query.best(searcher, narrowed, limit)),
                    all.total(),
                    () -> List.copyOf(counts.values()),
                    query.grades(),
                    false));
        });
    }

    private static List<Facet.Counts> counts(MatchIndex index, PositionQuery query, IndexSearcher searcher, Hits hits) {
        try {
            FacetNumbers counted = query.counted(searcher, hits);
            List<Facet.Counts> counts = new ArrayList<>();
            for (Facet facet : Facet.values()) {
                counts.add(counted.commonest(facet, index.rosters()));
            }
            return counts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Talents whom exactly one of the hard conditions excludes, and whom it excludes by little where it is a number: the most
     * promising, in no order.
     */
    public <T> T nearMisses(
            MatchIndex index,
            CaseState state,
            Requirement position,
            TalentSearch search,
            int limit,
            Function<Selection, T> use) {
        List<Query> narrow = narrowed(words(search), search, null);
        PositionQuery query = query(index, state, position);
        return index.search(searcher -> {
            Hits hits = query.justOutside(searcher);
            List<Integer> near;
            if (!narrow.isEmpty()) {
                near = query.best(searcher, narrowed(new KnownDocuments(hits.live()), narrow), limit);
            } else if (hits.total() > limit) {
                near = query.bestOutside(searcher, hits, limit);
            } else {
                near = numbers(searcher, hits);
            }
            return use.apply(new Selection(
                    found(index, searcher, near), hits.total(), List::of, query.gradesOutside(), narrow.isEmpty()));
        });
    }

    /** All of them, in no order. */
    private static List<Integer> numbers(IndexSearcher searcher, Hits hits) {
        List<Integer> numbers = new ArrayList<>(hits.total());
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            for (int doc : hits.live()[leaf.ord]) {
                numbers.add(leaf.docBase + doc);
            }
        }
        return numbers;
    }

    private static List<Candidate> found(MatchIndex index, IndexSearcher searcher, List<Integer> numbers)
            throws IOException {
        List<Candidate> found = new ArrayList<>(numbers.size());
        for (int doc : numbers) {
            found.add(new Candidate(index, searcher, doc));
        }
        return found;
    }

    private static Query narrowed(Query condition, List<Query> more) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        filter(query, condition);
        more.forEach(narrow -> filter(query, narrow));
        return query.build();
    }

    PositionQuery query(MatchIndex index, CaseState state, Requirement position) {
        return index.query(state, position, () -> {
            List<Term> japanese = terms(Fields.JAPANESE, state.text());
            List<Term> english = terms(Fields.ENGLISH, state.text());
            FirstStatistics statistics = index.search(searcher -> {
                FirstStatistics known = index.statistics(searcher);
                known.learn(japanese, searcher);
                known.learn(english, searcher);
                return known;
            });
            return new PositionQuery(
                    new Conditions(position, vocabulary, weights, index.rosters()),
                    new Preferences(position, japanese, english, index.rosters(), statistics),
                    index.rosters());
        });
    }

    /** What was typed as a condition; {@link NothingToSearch} when there is nothing in it. */
    private List<Query> words(TalentSearch search) {
        String words = search.words();
        if (words == null || words.isBlank()) {
            return List.of();
        }
        return List.of(typed(words).orElseThrow(NothingToSearch::new).query());
    }

    /** What somebody typed, if there is anything in it that can be looked for. */
    Optional<FreeText> typed(String words) {
        return FreeText.of(words, vocabulary, analyzer);
    }

    /** Nothing in what was typed could be looked for. */
    public static final class NothingToSearch extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NothingToSearch() {
            super("nothing to search for");
        }
    }

    private static List<Query> narrowed(List<Query> words, TalentSearch search, @Nullable Facet without) {
        List<Query> all = new ArrayList<>(words);
        search.chosen().forEach((facet, values) -> {
            if (facet != without) {
                all.add(anyOf(facet.field(), values));
            }
        });
        return all;
    }

    private List<Term> terms(String field, String text) {
        return MatchAnalyzer.terms(analyzer, field, text).stream()
                .distinct()
                .limit(MOST_TEXT_TERMS)
                .map(term -> new Term(field, term))
                .toList();
    }

    static Query anyOf(String field, Set<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).collect(Collectors.toUnmodifiableSet()));
    }

    static void filter(BooleanQuery.Builder query, Query condition) {
        query.add(condition, Occur.FILTER);
    }

    static void prefer(BooleanQuery.Builder query, String field, String value, float boost) {
        query.add(new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(field, value))), boost), Occur.SHOULD);
    }
}
