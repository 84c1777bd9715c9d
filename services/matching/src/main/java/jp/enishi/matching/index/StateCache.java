package jp.enishi.matching.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;

/** States that were read lately, by id and version, so that a ranking does not read the same document again. */
final class StateCache<S> {
    private static final int MOST = 20_000;

    private record Key(String id, long version) {}

    private final Map<Key, S> states = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, S> eldest) {
            return size() > MOST;
        }
    };

    /** Drops every version of the document with that id. */
    void forget(String id) {
        synchronized (states) {
            states.keySet().removeIf(key -> key.id().equals(id));
        }
    }

    S of(StoredFields stored, int doc, Function<JsonNode, S> read) throws IOException {
        var head = stored.document(doc, Set.of(Fields.ID, Fields.VERSION));
        Key key = new Key(
                head.get(Fields.ID),
                head.getField(Fields.VERSION).numericValue().longValue());
        synchronized (states) {
            S known = states.get(key);
            if (known != null) {
                return known;
            }
        }
        BytesRef bytes = stored.document(doc, Set.of(Fields.STATE)).getBinaryValue(Fields.STATE);
        S state = read.apply(StateReader.json(BytesRef.deepCopyOf(bytes).bytes));
        synchronized (states) {
            states.put(key, state);
        }
        return state;
    }
}
