package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;

/**
 * States that were read lately, so that a ranking does not read the same document again: by where they lie, since a document
 * of a segment never changes, and by id and version, which outlive the merging of segments.
 */
final class StateCache<S> {
    private record Key(String id, long version) {}

    private record Entry<S>(Key key, S state) {}

    private final Map<Spot, Entry<S>> places;
    private final Map<Key, Entry<S>> states;

    /** For as many as find room in so many hundredths of the heap, each about so large. */
    StateCache(int hundredths, int bytesEach) {
        places = Latest.within(hundredths, bytesEach);
        states = Latest.within(hundredths, bytesEach);
    }

    /** Drops every version of the document with that id. */
    synchronized void forget(String id) {
        places.values().removeIf(entry -> entry.key().id().equals(id));
        states.keySet().removeIf(key -> key.id().equals(id));
    }

    S of(IndexSearcher searcher, int doc, Function<JsonNode, S> read) throws IOException {
        Spot spot = Spot.of(searcher, doc);
        Entry<S> known = places.get(spot);
        if (known != null) {
            return known.state();
        }
        Key key = new Key(id(searcher, doc), version(searcher, doc));
        Entry<S> elsewhere = states.get(key);
        if (elsewhere == null) {
            BytesRef bytes =
                    searcher.storedFields().document(doc, Set.of(Fields.STATE)).getBinaryValue(Fields.STATE);
            elsewhere = new Entry<>(key, read.apply(StateReader.json(BytesRef.deepCopyOf(bytes).bytes)));
        }
        keep(spot, elsewhere);
        return elsewhere.state();
    }

    /** From the doc values, which are read without what is stored beside them. */
    static String id(IndexSearcher searcher, int doc) throws IOException {
        LeafReaderContext leaf = Spot.leaf(searcher, doc);
        SortedDocValues ids = DocValues.getSorted(leaf.reader(), Fields.ID);
        if (!ids.advanceExact(doc - leaf.docBase)) {
            throw new IllegalStateException("a document without id");
        }
        return ids.lookupOrd(ids.ordValue()).utf8ToString();
    }

    static long version(IndexSearcher searcher, int doc) throws IOException {
        LeafReaderContext leaf = Spot.leaf(searcher, doc);
        NumericDocValues versions = DocValues.getNumeric(leaf.reader(), Fields.VERSION);
        if (!versions.advanceExact(doc - leaf.docBase)) {
            throw new IllegalStateException("a document without version");
        }
        return versions.longValue();
    }

    private synchronized void keep(Spot spot, Entry<S> entry) {
        places.put(spot, entry);
        states.put(entry.key(), entry);
    }
}
