package jp.enishi.matching.index;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.matching.score.Gates;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.SkillNeed;
import jp.enishi.matching.score.Vocabulary;
import jp.enishi.matching.score.Weights;
import jp.enishi.matching.score.Workplace;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * First stage for a position: the hard conditions of {@link Gates} as filters, then the best by must-have and nice-to-have
 * skills, phases and text. Bounded; equal scores in order of id, so that every replica answers alike.
 */
public final class TalentIndex {
    private static final float MUST_BOOST = 10;
    private static final float NICE_BOOST = 3;
    private static final float PHASE_BOOST = 2;
    private static final float TEXT_BOOST = 0.1f;
    private static final int MOST_TEXT_TERMS = 64;
    private static final Sort BEST_FIRST =
            new Sort(SortField.FIELD_SCORE, new SortField(Fields.ID, SortField.Type.STRING));

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
        Query query = query(state, position);
        return index.search(searcher -> {
            List<TalentState> found = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(query, limit, BEST_FIRST, true).scoreDocs) {
                found.add(index.talent(searcher, hit.doc));
            }
            return found;
        });
    }

    private Query query(CaseState state, Requirement position) {
        BooleanQuery.Builder query = MatchIndex.of(Fields.TALENT);
        filter(query, new TermQuery(new Term(Fields.ACTIVE, Fields.YES)));
        Set<String> roles = new HashSet<>(vocabulary.roles());
        roles.add(position.role());
        roles.removeIf(role -> vocabulary.roleCloseness(position.role(), role)
                < weights.limits().closeRole());
        filter(query, anyOf(Fields.ROLE, roles));
        for (SkillNeed need : position.must()) {
            filter(
                    query,
                    anyOf(
                            Fields.SKILL,
                            vocabulary
                                    .satisfying(need.skill(), weights.limits().closeSkill())
                                    .keySet()));
            prefer(query, Fields.SKILL, need.skill(), MUST_BOOST);
        }
        LocalDate start = position.start();
        if (start != null) {
            long latest = start.plusDays(weights.limits().startSlackDays()).toEpochDay();
            filter(query, LongField.newRangeQuery(Fields.FROM, Long.MIN_VALUE, latest));
        }
        Integer utilisation = position.utilisation();
        if (utilisation != null) {
            filter(query, IntField.newRangeQuery(Fields.UTILISATION_MINIMUM, Integer.MIN_VALUE, utilisation));
            filter(query, IntField.newRangeQuery(Fields.UTILISATION_MAXIMUM, utilisation, Integer.MAX_VALUE));
        }
        Long upper = position.budgetUpper();
        if (upper != null) {
            filter(query, LongField.newRangeQuery(Fields.RATE_MINIMUM, Long.MIN_VALUE, gates.ceiling(upper)));
        }
        Workplace workplace = position.workplace();
        if (workplace != null) {
            reachable(query, workplace);
        }
        position.languages()
                .forEach((language, level) ->
                        filter(query, new TermQuery(new Term(Fields.LANGUAGE, language + ":" + level))));
        position.nice().forEach(need -> prefer(query, Fields.SKILL, need.skill(), NICE_BOOST));
        position.phases().forEach(phase -> prefer(query, Fields.PHASE, phase, PHASE_BOOST));
        query.add(new BoostQuery(text(state.text()), TEXT_BOOST), Occur.SHOULD);
        return query.build();
    }

    private static void reachable(BooleanQuery.Builder query, Workplace workplace) {
        String prefecture = workplace.prefecture();
        if (workplace.kind() == Workplace.Kind.REMOTE) {
            return;
        }
        Set<String> wills = workplace.kind() == Workplace.Kind.ON_SITE
                ? Set.of(Fields.ANY, Workplace.Kind.ON_SITE.name())
                : Set.of(Fields.ANY, Workplace.Kind.ON_SITE.name(), Workplace.Kind.HYBRID.name());
        filter(query, anyOf(Fields.WILL, wills));
        if (workplace.kind() == Workplace.Kind.HYBRID) {
            filter(query, IntField.newRangeQuery(Fields.ON_SITE_DAYS, workplace.onSiteDays(), Integer.MAX_VALUE));
        }
        if (prefecture != null && workplace.onSiteDays() > 0) {
            filter(query, anyOf(Fields.PREFECTURE, Set.of(Fields.ANY, prefecture)));
        }
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
