package jp.enishi.bench.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.enishi.matching.index.CaseState;
import jp.enishi.matching.index.MatchAnalyzer;
import jp.enishi.matching.index.TaxonomyVocabulary;
import jp.enishi.matching.score.Requirement;
import jp.enishi.matching.score.Workplace;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The same index asked by hand with the same conditions, preferences and words: 200 numbers of documents and nothing else.
 * What the service needs beyond this is its own cost.
 */
final class RawLucene implements AutoCloseable {
    private static final int HITS = 200;
    private static final double CLOSE = 0.5;
    private static final double CLOSE_ROLE = 0.3;
    private static final int SLACK_DAYS = 30;
    private static final double CEILING = 1.1;

    private final FSDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final TaxonomyVocabulary vocabulary;
    private final MatchAnalyzer analyzer;

    RawLucene(Path folder, TaxonomyVocabulary vocabulary, MatchAnalyzer analyzer) throws IOException {
        this.directory = FSDirectory.open(folder);
        this.reader = DirectoryReader.open(directory);
        this.searcher = new IndexSearcher(reader);
        this.vocabulary = vocabulary;
        this.analyzer = analyzer;
    }

    int search(CaseState state) throws IOException {
        return searcher.search(query(state), HITS).scoreDocs.length;
    }

    private Query query(CaseState state) throws IOException {
        Requirement position = state.positions().getFirst();
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        filter(query, new TermQuery(new Term("kind", "talent")));
        filter(query, new TermQuery(new Term("active", "yes")));
        List<String> roles = new ArrayList<>(vocabulary.roles());
        roles.removeIf(role -> vocabulary.roleCloseness(position.role(), role) < CLOSE_ROLE);
        filter(query, any("role", roles));
        position.must().forEach(need -> {
            filter(
                    query,
                    any("skill", vocabulary.satisfying(need.skill(), CLOSE).keySet()));
            prefer(query, "skill", need.skill(), 10);
        });
        position.nice().forEach(need -> prefer(query, "skill", need.skill(), 3));
        position.phases().forEach(phase -> prefer(query, "phase", phase, 2));
        prefer(query, "role", position.role(), 4);
        LocalDate start = position.start();
        if (start != null) {
            filter(
                    query,
                    LongField.newRangeQuery(
                            "from", Long.MIN_VALUE, start.plusDays(SLACK_DAYS).toEpochDay()));
        }
        Integer utilisation = position.utilisation();
        if (utilisation != null) {
            filter(query, IntField.newRangeQuery("utilisation_minimum", Integer.MIN_VALUE, utilisation));
            filter(query, IntField.newRangeQuery("utilisation_maximum", utilisation, Integer.MAX_VALUE));
        }
        Long upper = position.budgetUpper();
        if (upper != null) {
            filter(query, LongField.newRangeQuery("rate_minimum", Long.MIN_VALUE, (long) (upper * CEILING)));
        }
        position.languages()
                .forEach((language, level) ->
                        filter(query, new TermQuery(new Term("language", language + ":" + level))));
        place(query, position.workplace());
        query.add(
                new BoostQuery(
                        new DisjunctionMaxQuery(List.of(words("ja", state.text()), words("en", state.text())), 0),
                        0.1f),
                Occur.SHOULD);
        return query.build();
    }

    private static void place(BooleanQuery.Builder query, @Nullable Workplace workplace) {
        if (workplace == null || workplace.kind() == Workplace.Kind.REMOTE) {
            return;
        }
        Set<String> wills = new HashSet<>(Set.of("any", "ON_SITE"));
        if (workplace.kind() == Workplace.Kind.HYBRID) {
            wills.add("HYBRID");
            filter(query, IntField.newRangeQuery("on_site_days", workplace.onSiteDays(), Integer.MAX_VALUE));
        }
        filter(query, any("will", wills));
        String prefecture = workplace.prefecture();
        if (prefecture != null) {
            filter(query, any("prefecture", Set.of("any", prefecture)));
        }
    }

    private Query words(String field, String text) throws IOException {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        terms.stream().limit(64).forEach(term -> any.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
        return any.build();
    }

    private static Query any(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    private static void filter(BooleanQuery.Builder query, Query condition) {
        query.add(condition, Occur.FILTER);
    }

    private static void prefer(BooleanQuery.Builder query, String field, String value, float boost) {
        query.add(new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(field, value))), boost), Occur.SHOULD);
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
