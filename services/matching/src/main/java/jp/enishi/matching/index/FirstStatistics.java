package jp.enishi.matching.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermStatistics;

/**
 * How rare the words of a query were when it was first asked. Scores made with them can be compared between segments and between
 * views of an index that changes; a word that came later counts as found in one document. Good until the index is twice as large.
 */
final class FirstStatistics {
    private final Map<Term, TermStatistics> terms = new HashMap<>();
    private final Map<String, CollectionStatistics> fields = new HashMap<>();

    private final int documents;

    private FirstStatistics(int documents) {
        this.documents = documents;
    }

    static FirstStatistics of(Query query, IndexSearcher searcher) throws IOException {
        Set<Term> words = new HashSet<>();
        query.visit(QueryVisitor.termCollector(words));
        FirstStatistics first = new FirstStatistics(searcher.getIndexReader().numDocs());
        for (Term word : words) {
            TermStates states = TermStates.build(searcher, word, true);
            if (states.docFreq() > 0) {
                first.terms.put(word, searcher.termStatistics(word, states.docFreq(), states.totalTermFreq()));
            }
            CollectionStatistics field = searcher.collectionStatistics(word.field());
            if (field != null) {
                first.fields.put(word.field(), field);
            }
        }
        return first;
    }

    boolean outgrown(IndexReader reader) {
        return reader.numDocs() > 2 * documents;
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
