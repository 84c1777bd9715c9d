package jp.enishi.matching.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jp.enishi.matching.score.Requirement;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What makes somebody promising for a position: its skills, role and phases, and the words of its case. As a query for large
 * segments, and for small ones as a sum that is the same (to the rounding of a float) without a query's preparations, which
 * would be most of the work there.
 */
final class Preferences {
    private static final float MUST_BOOST = 10;
    private static final float ROLE_BOOST = 4;
    private static final float NICE_BOOST = 3;
    private static final float PHASE_BOOST = 2;
    private static final float TEXT_BOOST = 0.1f;

    private record Wish(int number, float boost) {}

    private record Word(Term term, float weight) {}

    private final BooleanQuery query;
    private final FirstStatistics statistics;
    private final List<Wish> skills = new ArrayList<>();
    private final List<Wish> roles = new ArrayList<>();
    private final List<Wish> phases = new ArrayList<>();
    private final List<Word> japanese;
    private final List<Word> english;

    Preferences(
            Requirement position,
            Collection<Term> japanese,
            Collection<Term> english,
            Roster.All rosters,
            FirstStatistics statistics) {
        this.statistics = statistics;
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        position.must().forEach(need -> {
            TalentIndex.prefer(builder, Fields.SKILL, need.skill(), MUST_BOOST);
            skills.add(new Wish(rosters.number(need.skill()), MUST_BOOST));
        });
        TalentIndex.prefer(builder, Fields.ROLE, position.role(), ROLE_BOOST);
        roles.add(new Wish(rosters.number(position.role()), ROLE_BOOST));
        position.nice().forEach(need -> {
            TalentIndex.prefer(builder, Fields.SKILL, need.skill(), NICE_BOOST);
            skills.add(new Wish(rosters.number(need.skill()), NICE_BOOST));
        });
        position.phases().forEach(phase -> {
            TalentIndex.prefer(builder, Fields.PHASE, phase, PHASE_BOOST);
            phases.add(new Wish(rosters.number(phase), PHASE_BOOST));
        });
        Query text = new DisjunctionMaxQuery(List.of(any(japanese), any(english)), 0);
        builder.add(new BoostQuery(text, TEXT_BOOST), Occur.SHOULD);
        this.query = builder.build();
        this.japanese = words(japanese);
        this.english = words(english);
    }

    private static Query any(Collection<Term> terms) {
        if (terms.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.forEach(term -> any.add(new TermQuery(term), Occur.SHOULD));
        return any.build();
    }

    private List<Word> words(Collection<Term> terms) {
        return terms.stream()
                .map(term -> new Word(term, TEXT_BOOST * statistics.rarity(term)))
                .toList();
    }

    BooleanQuery query() {
        return query;
    }

    FirstStatistics statistics() {
        return statistics;
    }

    /** The scores of documents of a small segment, in their order. */
    float[] scores(Roster roster, int[] docs) {
        double[] ja = text(roster, japanese);
        double[] en = text(roster, english);
        float[] scores = new float[docs.length];
        for (int i = 0; i < docs.length; i++) {
            int doc = docs[i];
            double sum = Math.max((float) ja[doc], (float) en[doc]);
            sum += held(roster.skills, doc, skills);
            sum += held(roster.roles, doc, roles);
            sum += held(roster.phases, doc, phases);
            scores[i] = (float) sum;
        }
        return scores;
    }

    private static double held(Roster.Values values, int doc, List<Wish> wishes) {
        double sum = 0;
        for (Wish wish : wishes) {
            if (values.has(doc, wish.number())) {
                sum += wish.boost();
            }
        }
        return sum;
    }

    private static double[] text(Roster roster, List<Word> words) {
        double[] sums = new double[roster.size()];
        for (Word word : words) {
            Term term = word.term();
            for (int place : roster.words(term.field()).of(term.bytes())) {
                sums[Words.document(place)] += MatchIndex.score(word.weight(), Words.times(place));
            }
        }
        return sums;
    }
}
