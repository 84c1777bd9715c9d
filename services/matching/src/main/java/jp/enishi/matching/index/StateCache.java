package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * States that were read lately, so that a ranking does not read the same document again: by where they lie, since a document
 * of a segment never changes, and by id and version, which outlive the merging of segments.
 */
final class StateCache<S> {
    private static final int MOST = 20_000;

    private record Place(IndexReader.CacheKey segment, int doc) {}

    private record Key(String id, long version) {}

    private record Entry<S>(Key key, S state) {}

    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }

    private final Map<Place, Entry<S>> places = new Latest<>();
    private final Map<Key, Entry<S>> states = new Latest<>();

    /** Drops every version of the document with that id. */
    synchronized void forget(String id) {
        places.values().removeIf(entry -> entry.key().id().equals(id));
        states.keySet().removeIf(key -> key.id().equals(id));
    }

    S of(IndexSearcher searcher, int doc, Function<JsonNode, S> read) throws IOException {
        Place place = place(searcher, doc);
        Entry<S> known = known(place);
        if (known != null) {
            return known.state();
        }
        StoredFields stored = searcher.storedFields();
        var head = stored.document(doc, Set.of(Fields.ID, Fields.VERSION));
        Key key = new Key(
                head.get(Fields.ID),
                head.getField(Fields.VERSION).numericValue().longValue());
        Entry<S> elsewhere = known(key);
        if (elsewhere == null) {
            BytesRef bytes = stored.document(doc, Set.of(Fields.STATE)).getBinaryValue(Fields.STATE);
            elsewhere = new Entry<>(key, read.apply(StateReader.json(BytesRef.deepCopyOf(bytes).bytes)));
        }
        keep(place, elsewhere);
        return elsewhere.state();
    }

    private synchronized @Nullable Entry<S> known(Place place) {
        return places.get(place);
    }

    private synchronized @Nullable Entry<S> known(Key key) {
        return states.get(key);
    }

    private synchronized void keep(Place place, Entry<S> entry) {
        places.put(place, entry);
        states.put(entry.key(), entry);
    }

    private static Place place(IndexSearcher searcher, int doc) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        return new Place(leaf.reader().getCoreCacheHelper().getKey(), doc - leaf.docBase);
    }
}
