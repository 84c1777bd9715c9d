package jp.enishi.matching.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.matching.score.Vocabulary;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.sandbox.search.CoveringQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LongValuesSource;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * The saved searches as documents, so that one query made of a case or talent finds all that wait for it: a search that
 * asks for so many skills is found when as many of them are there ({@link CoveringQuery}). In memory; the database is the
 * truth. One thread at a time.
 */
final class SearchIndex {
    private static final String ID = "id";
    private static final String SIDE = "side";
    private static final String SKILL = "skill";
    private static final String SKILLS = "skills";
    private static final String ROLE = "role";
    private static final String WORKPLACE = "workplace";
    private static final String PREFECTURE = "prefecture";
    private static final String INDUSTRY = "industry";
    private static final String RATE = "rate";
    private static final String START = "start";
    private static final String ANY = "*";

    private final Vocabulary vocabulary;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    /** What was read of each search. */
    private final Map<UUID, SavedSearch> searches = new HashMap<>();

    SearchIndex(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        try {
            writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(new KeywordAnalyzer()));
            searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes searches in, or out when they are paused; later ones replace earlier ones. */
    synchronized void put(Collection<SavedSearch> changed) {
        if (changed.isEmpty()) {
            return;
        }
        try {
            for (SavedSearch search : changed) {
                Term id = new Term(ID, search.searchId().toString());
                if (search.paused()) {
                    searches.remove(search.searchId());
                    writer.deleteDocuments(id);
                } else {
                    Criteria read = search.criteria().read(vocabulary);
                    searches.put(
                            search.searchId(),
                            new SavedSearch(
                                    search.searchId(),
                                    search.userId(),
                                    search.side(),
                                    search.name(),
                                    read,
                                    false,
                                    search.version()));
                    writer.updateDocument(id, document(search, read));
                }
            }
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The searches of that side which the thing fits, with their criteria as they were read. */
    synchronized List<SavedSearch> waitingFor(Side side, Facts facts) {
        if (!facts.open()) {
            return List.of();
        }
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                List<SavedSearch> found = new ArrayList<>();
                int all = Math.max(1, searcher.getIndexReader().maxDoc());
                for (ScoreDoc hit : searcher.search(query(side, facts), all).scoreDocs) {
                    String id = searcher.storedFields().document(hit.doc).get(ID);
                    SavedSearch search = searches.get(UUID.fromString(id));
                    if (search != null) {
                        found.add(search);
                    }
                }
                return found;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(SavedSearch search, Criteria read) {
        Document document = new Document();
        document.add(new StringField(ID, search.searchId().toString(), Field.Store.YES));
        document.add(new StringField(SIDE, search.side().name(), Field.Store.NO));
        Set<String> skills = Criteria.given(read.skills());
        skills.forEach(skill -> document.add(new StringField(SKILL, skill, Field.Store.NO)));
        document.add(new LongPoint(SKILLS, skills.size()));
        document.add(new NumericDocValuesField(SKILLS, skills.size()));
        anyOf(document, ROLE, Criteria.given(read.roles()));
        anyOf(
                document,
                WORKPLACE,
                Criteria.given(read.workplaces()).stream().map(Enum::name).collect(Collectors.toSet()));
        anyOf(document, PREFECTURE, Criteria.given(read.prefectures()));
        anyOf(document, INDUSTRY, Criteria.given(read.industries()));
        boolean talent = search.side() == Side.TALENT;
        Long rate = read.rate();
        document.add(new LongPoint(RATE, rate == null ? (talent ? Long.MIN_VALUE : Long.MAX_VALUE) : rate));
        var start = read.start();
        document.add(
                new LongPoint(START, start == null ? (talent ? Long.MIN_VALUE : Long.MAX_VALUE) : start.toEpochDay()));
        return document;
    }

    private static void anyOf(Document document, String field, Set<String> values) {
        (values.isEmpty() ? Set.of(ANY) : values)
                .forEach(value -> document.add(new StringField(field, value, Field.Store.NO)));
    }

    private static Query query(Side side, Facts facts) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        filter(query, new TermQuery(new Term(SIDE, side.name())));
        filter(query, among(ROLE, facts.roles()));
        filter(
                query,
                among(WORKPLACE, facts.workplaces().stream().map(Enum::name).collect(Collectors.toSet())));
        if (!facts.prefectures().isEmpty()) {
            filter(query, among(PREFECTURE, facts.prefectures()));
        }
        filter(query, among(INDUSTRY, facts.industries()));
        filter(query, range(side, RATE, facts.rate()));
        var start = facts.start();
        if (start != null) {
            filter(query, range(side, START, start.toEpochDay()));
        }
        BooleanQuery.Builder skills = new BooleanQuery.Builder();
        skills.add(LongPoint.newExactQuery(SKILLS, 0), Occur.SHOULD);
        if (!facts.skills().isEmpty()) {
            List<Query> terms = facts.skills().stream()
                    .map(skill -> (Query) new TermQuery(new Term(SKILL, skill)))
                    .toList();
            skills.add(new CoveringQuery(terms, LongValuesSource.fromLongField(SKILLS)), Occur.SHOULD);
        }
        filter(query, skills.build());
        return query.build();
    }

    /** Talent ask for at least, clients for at most. */
    private static Query range(Side side, String field, long value) {
        return side == Side.TALENT
                ? LongPoint.newRangeQuery(field, Long.MIN_VALUE, value)
                : LongPoint.newRangeQuery(field, value, Long.MAX_VALUE);
    }

    private static Query among(String field, Set<String> values) {
        List<BytesRef> terms = new ArrayList<>();
        terms.add(new BytesRef(ANY));
        values.forEach(value -> terms.add(new BytesRef(value)));
        return new TermInSetQuery(field, terms);
    }

    private static void filter(BooleanQuery.Builder query, Query condition) {
        query.add(condition, Occur.FILTER);
    }
}
