package jp.enishi.matching.index;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.matching.index.SegmentHits.Hits;
import jp.enishi.matching.score.Gates;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.SkillNeed;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.score.Workplace;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * First stage for a position: the hard conditions of {@link Gates} as filters, then the best by must-have and nice-to-have
 * skills, phases and text. Bounded; equal scores in order of id, so that every replica answers alike.
 */
public final class TalentIndex {
    private static final float MUST_BOOST = 10;
    private static final float ROLE_BOOST = 4;
    private static final float NICE_BOOST = 3;
    private static final float PHASE_BOOST = 2;
    private static final float TEXT_BOOST = 0.1f;
    private static final int MOST_TEXT_TERMS = 64;
    private static final int AMOUNT_BITS = 16;
    private static final int MOST_AMOUNT = (1 << AMOUNT_BITS) - 1;
    private final FacetNumbers numbers = new FacetNumbers();
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Gates gates;
    private final MatchAnalyzer analyzer;

    public TalentIndex(Vocabulary vocabulary, Weights weights, MatchAnalyzer analyzer) {
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.gates = new Gates(vocabulary, weights);
        this.analyzer = analyzer;
    }

    public Optional<TalentState> find(MatchIndex index, UUID talentId) {
        return index.search(searcher -> {
            Query byId = new TermQuery(new Term(Fields.ID, MatchIndex.key(Fields.TALENT, talentId)));
            ScoreDoc[] hits = searcher.search(byId, 1).scoreDocs;
            return hits.length == 0 ? Optional.empty() : Optional.of(index.talent(searcher, hits[0].doc));
        });
    }

    /** Talents who keep every hard condition, the most promising first. */
    public List<TalentState> candidates(MatchIndex index, CaseState state, Requirement position, int limit) {
        PositionQuery query = query(index, state, position);
        return index.search(searcher -> read(index, searcher, query.best(searcher, query.conditions(), limit)));
    }

    /** The same in no order: when all find room, nobody needs to know who is the most promising. */
    public List<TalentState> fitting(MatchIndex index, CaseState state, Requirement position, int limit) {
        PositionQuery query = query(index, state, position);
        return index.search(searcher -> inside(index, searcher, query, query.inside(searcher), limit));
    }

    /** Who was found, in no order, how many there are in all, and what they could be narrowed by. */
    public record Selection(List<TalentState> candidates, int total, List<Facet.Counts> facets) {}

    /** Talents who keep every hard condition and are what the reader looks for. */
    public Selection select(MatchIndex index, CaseState state, Requirement position, TalentSearch search, int limit) {
        List<Query> words = words(search);
        PositionQuery query = query(index, state, position);
        return index.search(searcher -> {
            Hits hits = query.inside(searcher);
            if (words.isEmpty() && search.chosen().isEmpty()) {
                FacetNumbers.Tally tally = query.tally(searcher, hits, numbers);
                List<Facet.Counts> counts = new ArrayList<>();
                for (Facet facet : Facet.values()) {
                    counts.add(numbers.commonest(facet, tally));
                }
                return new Selection(inside(index, searcher, query, hits, limit), hits.total(), counts);
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
            return new Selection(
                    read(index, searcher, query.best(searcher, narrowed, limit)),
                    all.total(),
                    List.copyOf(counts.values()));
        });
    }

    /**
     * Talents whom exactly one of the hard conditions excludes, and whom it excludes by little where it is a number: the most
     * promising, in no order.
     */
    public List<TalentState> nearMisses(
            MatchIndex index, CaseState state, Requirement position, TalentSearch search, int limit) {
        List<Query> narrow = narrowed(words(search), search, null);
        PositionQuery query = query(index, state, position);
        return index.search(searcher -> {
            Hits hits = query.justOutside(searcher);
            if (narrow.isEmpty()) {
                return read(
                        index,
                        searcher,
                        hits.total() > limit ? query.bestOutside(searcher, hits, limit) : numbers(searcher, hits));
            }
            Query narrowed = narrowed(new KnownDocuments(hits.live()), narrow);
            return read(index, searcher, query.best(searcher, narrowed, limit));
        });
    }

    private static List<TalentState> inside(
            MatchIndex index, IndexSearcher searcher, PositionQuery query, Hits hits, int limit) throws IOException {
        return read(
                index,
                searcher,
                hits.total() > limit ? query.bestInside(searcher, hits, limit) : numbers(searcher, hits));
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

    private static List<TalentState> read(MatchIndex index, IndexSearcher searcher, List<Integer> numbers)
            throws IOException {
        List<TalentState> found = new ArrayList<>(numbers.size());
        for (int doc : numbers) {
            found.add(index.talent(searcher, doc));
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
            BooleanQuery preferences = preferences(state, position);
            FirstStatistics statistics = index.search(searcher -> FirstStatistics.of(preferences, searcher));
            return new PositionQuery(conditions(position), outside(position), preferences, statistics);
        });
    }

    private BooleanQuery conditions(Requirement position) {
        BooleanQuery.Builder query = active();
        gates(position).forEach(gate -> filter(query, gate));
        return query.build();
    }

    /** Who keeps all conditions but one, and that one nearly. */
    private BooleanQuery outside(Requirement position) {
        List<Query> gates = gates(position);
        BooleanQuery.Builder allButOne = new BooleanQuery.Builder();
        BooleanQuery.Builder every = new BooleanQuery.Builder();
        gates.forEach(gate -> {
            allButOne.add(gate, Occur.SHOULD);
            filter(every, gate);
        });
        allButOne.setMinimumNumberShouldMatch(gates.size() - 1);
        BooleanQuery.Builder query = active();
        if (gates.size() > 1) {
            filter(query, allButOne.build());
        }
        query.add(every.build(), Occur.MUST_NOT);
        near(position).forEach(bound -> filter(query, bound));
        return query.build();
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

    private static BooleanQuery.Builder active() {
        BooleanQuery.Builder query = MatchIndex.of(Fields.TALENT);
        filter(query, new TermQuery(new Term(Fields.ACTIVE, Fields.YES)));
        return query;
    }

    private BooleanQuery preferences(CaseState state, Requirement position) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        position.must().forEach(need -> prefer(query, Fields.SKILL, need.skill(), MUST_BOOST));
        prefer(query, Fields.ROLE, position.role(), ROLE_BOOST);
        position.nice().forEach(need -> prefer(query, Fields.SKILL, need.skill(), NICE_BOOST));
        position.phases().forEach(phase -> prefer(query, Fields.PHASE, phase, PHASE_BOOST));
        query.add(new BoostQuery(text(state.text()), TEXT_BOOST), Occur.SHOULD);
        return query.build();
    }

    /** The hard conditions, one query each. */
    private List<Query> gates(Requirement position) {
        List<Query> gates = new ArrayList<>();
        Set<String> roles = new HashSet<>(vocabulary.roles());
        roles.add(position.role());
        roles.removeIf(role -> vocabulary.roleCloseness(position.role(), role)
                < weights.limits().closeRole());
        gates.add(anyOf(Fields.ROLE, roles));
        position.must().forEach(need -> gates.add(held(need)));
        LocalDate start = position.start();
        if (start != null) {
            gates.add(LongField.newRangeQuery(
                    Fields.FROM, Long.MIN_VALUE, this.gates.latest(start).toEpochDay()));
        }
        Integer utilisation = position.utilisation();
        if (utilisation != null) {
            gates.add(utilised(utilisation, utilisation));
        }
        Long ceiling = this.gates.ceiling(position);
        if (ceiling != null) {
            gates.add(LongField.newRangeQuery(Fields.RATE_MINIMUM, Long.MIN_VALUE, ceiling));
        }
        Workplace workplace = position.workplace();
        if (workplace != null && workplace.kind() != Workplace.Kind.REMOTE) {
            gates.add(reachable(workplace));
        }
        position.languages()
                .forEach((language, level) ->
                        gates.add(new TermQuery(new Term(Fields.LANGUAGE, language + ":" + level))));
        return gates;
    }

    /** How far outside the hard conditions that are numbers a near miss may be. */
    private List<Query> near(Requirement position) {
        Weights.Limits limits = weights.limits();
        List<Query> bounds = new ArrayList<>();
        LocalDate start = position.start();
        if (start != null) {
            long latest = gates.latest(start).plusDays(limits.nearDays()).toEpochDay();
            bounds.add(LongField.newRangeQuery(Fields.FROM, Long.MIN_VALUE, latest));
        }
        Integer utilisation = position.utilisation();
        if (utilisation != null) {
            bounds.add(utilised(utilisation + limits.nearUtilisation(), utilisation - limits.nearUtilisation()));
        }
        Long ceiling = gates.ceiling(position);
        if (ceiling != null) {
            long furthest = (long) (ceiling * limits.nearRate());
            bounds.add(LongField.newRangeQuery(Fields.RATE_MINIMUM, Long.MIN_VALUE, furthest));
        }
        return bounds;
    }

    private Query held(SkillNeed need) {
        if (!need.knockOut()) {
            return anyOf(
                    Fields.SKILL,
                    vocabulary
                            .satisfying(need.skill(), weights.limits().closeSkill())
                            .keySet());
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        filter(all, new TermQuery(new Term(Fields.SKILL, need.skill())));
        Double years = need.years();
        if (years != null) {
            filter(all, atLeast(Fields.SKILL_MONTHS, need.skill(), months(years)));
        }
        Integer level = need.level();
        if (level != null) {
            filter(all, atLeast(Fields.SKILL_LEVEL, need.skill(), level));
        }
        return all.build();
    }

    private static Query atLeast(String field, String skill, int least) {
        return LongPoint.newRangeQuery(field, amount(skill, least), amount(skill, MOST_AMOUNT));
    }

    /** An amount of a skill as one number, so that "so much of that skill" is a range of points. */
    static long amount(String skill, int amount) {
        return ((long) skill.hashCode() << AMOUNT_BITS) | Math.clamp(amount, 0, MOST_AMOUNT);
    }

    static int months(double years) {
        return (int) Math.floor(years * 12 + 1e-6);
    }

    private static Query utilised(int mostMinimum, int leastMaximum) {
        BooleanQuery.Builder both = new BooleanQuery.Builder();
        filter(both, IntField.newRangeQuery(Fields.UTILISATION_MINIMUM, Integer.MIN_VALUE, mostMinimum));
        filter(both, IntField.newRangeQuery(Fields.UTILISATION_MAXIMUM, leastMaximum, Integer.MAX_VALUE));
        return both.build();
    }

    private static Query reachable(Workplace workplace) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        Set<String> wills = workplace.kind() == Workplace.Kind.ON_SITE
                ? Set.of(Fields.ANY, Workplace.Kind.ON_SITE.name())
                : Set.of(Fields.ANY, Workplace.Kind.ON_SITE.name(), Workplace.Kind.HYBRID.name());
        filter(query, anyOf(Fields.WILL, wills));
        if (workplace.kind() == Workplace.Kind.HYBRID) {
            filter(query, IntField.newRangeQuery(Fields.ON_SITE_DAYS, workplace.onSiteDays(), Integer.MAX_VALUE));
        }
        String prefecture = workplace.prefecture();
        if (prefecture != null && workplace.onSiteDays() > 0) {
            filter(query, anyOf(Fields.PREFECTURE, Set.of(Fields.ANY, prefecture)));
        }
        return query.build();
    }

    private Query text(String text) {
        Query japanese = text(Fields.JAPANESE, text);
        Query english = text(Fields.ENGLISH, text);
        return new DisjunctionMaxQuery(List.of(japanese, english), 0);
    }

    private Query text(String field, String text) {
        Set<String> terms = new LinkedHashSet<>(MatchAnalyzer.terms(analyzer, field, text));
        if (terms.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.stream()
                .limit(MOST_TEXT_TERMS)
                .forEach(term -> any.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
        return any.build();
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
