package jp.enishi.matching.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * What a condition that is asked again and again matches in each segment. A segment never changes but for what is deleted from
 * it, so only new segments are searched; what was deleted since is left out each time.
 */
final class SegmentHits {
    static final int[] NONE = {};
    /** A smaller segment is looked through faster than what it has is kept. */
    private static final int WORTH_KEEPING = 512;

    /** What is looked for in a segment: the numbers of its documents, in order, deleted ones among them. */
    interface Condition {
        int[] in(LeafReaderContext leaf) throws IOException;
    }

    private final Condition condition;
    private final BySegment<int[]> found = new BySegment<>();

    SegmentHits(Condition condition) {
        this.condition = condition;
    }

    /** The documents of one view of the index, by segment, numbered within it. */
    record Hits(int[][] all, int[][] live, int total) {}

    Hits in(IndexSearcher searcher) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        int[][] all = new int[leaves.size()][];
        int[][] live = new int[leaves.size()][];
        int total = 0;
        found.tidy(leaves);
        for (LeafReaderContext leaf : leaves) {
            all[leaf.ord] = all(leaf);
            live[leaf.ord] = live(all[leaf.ord], leaf.reader().getLiveDocs());
            total += live[leaf.ord].length;
        }
        return new Hits(all, live, total);
    }

    private int[] all(LeafReaderContext leaf) throws IOException {
        if (leaf.reader().maxDoc() < WORTH_KEEPING) {
            return condition.in(leaf);
        }
        int[] docs = found.get(leaf.reader());
        if (docs == null) {
            docs = condition.in(leaf);
            found.put(leaf.reader(), docs);
        }
        return docs;
    }

    /** Made for the segment alone: a new segment is small, and the index has many. */
    static int[] matched(Query query, LeafReaderContext leaf) throws IOException {
        IndexSearcher segment = new IndexSearcher(leaf.reader());
        Weight weight = segment.createWeight(segment.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        Scorer scorer = weight.scorer(segment.getIndexReader().leaves().getFirst());
        if (scorer == null) {
            return NONE;
        }
        int[] docs = new int[64];
        int count = 0;
        var each = scorer.iterator();
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; ) {
            if (count == docs.length) {
                docs = Arrays.copyOf(docs, count * 2);
            }
            docs[count++] = doc;
            doc = each.nextDoc();
        }
        return Arrays.copyOf(docs, count);
    }

    private static int[] live(int[] docs, @Nullable Bits live) {
        if (live == null) {
            return docs;
        }
        int[] left = new int[docs.length];
        int count = 0;
        for (int doc : docs) {
            if (live.get(doc)) {
                left[count++] = doc;
            }
        }
        return count == docs.length ? docs : Arrays.copyOf(left, count);
    }
}
