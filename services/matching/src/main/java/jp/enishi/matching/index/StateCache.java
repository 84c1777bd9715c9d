package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/**
 * States that were read lately, so that what is shown again is not read again: by id and version, which outlive the merging of
 * segments.
 */
final class StateCache<K, S> {
    private final Latest<K, S> states;

    /** For as many as find room in so many hundredths of the heap, each about so large. */
    StateCache(int hundredths, int bytesEach) {
        states = Latest.within(hundredths, bytesEach);
    }

    /** Drops those with such keys. */
    void forget(Predicate<K> keys) {
        states.forget((key, state) -> keys.test(key));
    }

    S of(K key, IndexSearcher searcher, int doc, Function<JsonNode, S> read) throws IOException {
        S known = states.get(key);
        if (known == null) {
            BytesRef bytes =
                    searcher.storedFields().document(doc, Set.of(Fields.STATE)).getBinaryValue(Fields.STATE);
            known = read.apply(StateReader.json(BytesRef.deepCopyOf(bytes).bytes));
            states.put(key, known);
        }
        return known;
    }

    /** From the doc values, which are read without what is stored beside them. */
    static String id(IndexSearcher searcher, int doc) throws IOException {
        LeafReaderContext leaf = Spot.leaf(searcher, doc);
        return id(DocValues.getSorted(leaf.reader(), Fields.ID), doc - leaf.docBase);
    }

    static String id(SortedDocValues ids, int doc) throws IOException {
        if (!ids.advanceExact(doc)) {
            throw new IllegalStateException("a document without id");
        }
        return ids.lookupOrd(ids.ordValue()).utf8ToString();
    }

    static long version(IndexSearcher searcher, int doc) throws IOException {
        LeafReaderContext leaf = Spot.leaf(searcher, doc);
        return version(DocValues.getNumeric(leaf.reader(), Fields.VERSION), doc - leaf.docBase);
    }

    static long version(NumericDocValues versions, int doc) throws IOException {
        if (!versions.advanceExact(doc)) {
            throw new IllegalStateException("a document without version");
        }
        return versions.longValue();
    }
}
