package jp.enishi.matching.index;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;

/**
 * How rare words were when they were first asked for. Scores made with them can be compared between segments and between
 * views of an index that changes; a word that came later counts as found in one document. Good until the index is twice as large.
 */
final class FirstStatistics {
    private static final int MOST_TERMS = 100_000;

    private final Map<Term, TermStatistics> terms = new ConcurrentHashMap<>();
    private final Map<String, CollectionStatistics> fields = new ConcurrentHashMap<>();

    private final int documents;

    FirstStatistics(int documents) {
        this.documents = documents;
    }

    /** Takes up the words that nobody asked for before. */
    void learn(Collection<Term> words, IndexSearcher searcher) throws IOException {
        for (Term word : words) {
            if (!terms.containsKey(word)) {
                TermStates states = TermStates.build(searcher, word, true);
                terms.putIfAbsent(
                        word,
                        states.docFreq() > 0
                                ? searcher.termStatistics(word, states.docFreq(), states.totalTermFreq())
                                : new TermStatistics(word.bytes(), 1, 1));
                CollectionStatistics field = searcher.collectionStatistics(word.field());
                if (field != null) {
                    fields.putIfAbsent(word.field(), field);
                }
            }
        }
    }

    /** How much a word weighs, as the similarity of the index says. */
    float rarity(Term word) {
        TermStatistics term = terms.get(word);
        CollectionStatistics field = fields.get(word.field());
        return term == null || field == null ? 0 : MatchIndex.rarity(field.docCount(), term.docFreq());
    }

    boolean outgrown(IndexReader reader) {
        return reader.numDocs() > 2 * documents || terms.size() > MOST_TERMS;
    }

    /** Searches a part of the index as if it were the whole of then. */
    IndexSearcher searcher(IndexReader part, IndexSearcher whole) {
        IndexSearcher searcher = new IndexSearcher(part) {
            @Override
            public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq) {
                TermStatistics known = terms.get(term);
                return known != null ? known : new TermStatistics(term.bytes(), 1, 1);
            }

            @Override
            public CollectionStatistics collectionStatistics(String field) throws IOException {
                CollectionStatistics known = fields.get(field);
                return known != null ? known : super.collectionStatistics(field);
            }
        };
        searcher.setSimilarity(whole.getSimilarity());
        return searcher;
    }
}
