package jp.enishi.matching.index;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * What was found in each segment of an index, deleted documents included, which is all that changes in one. What belongs to
 * segments that are gone is forgotten when new ones have come; nothing hangs on the collector of garbage, for which weak
 * references by the thousand are work in each of its rounds.
 */
final class BySegment<V> {
    private final Map<IndexReader.CacheKey, V> found = new ConcurrentHashMap<>();

    @Nullable
    V get(LeafReader segment) {
        return found.get(key(segment));
    }

    void put(LeafReader segment, V value) {
        found.put(key(segment), value);
    }

    /** For a view of the index that is looked at now: when twice as much is kept as it has segments, the rest goes. */
    void tidy(List<LeafReaderContext> leaves) {
        if (found.size() > 2 * leaves.size()) {
            Set<IndexReader.CacheKey> there = HashSet.newHashSet(leaves.size());
            leaves.forEach(leaf -> there.add(key(leaf.reader())));
            found.keySet().retainAll(there);
        }
    }

    private static IndexReader.CacheKey key(LeafReader segment) {
        return segment.getCoreCacheHelper().getKey();
    }
}
