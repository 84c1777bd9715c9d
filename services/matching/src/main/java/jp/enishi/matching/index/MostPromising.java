package jp.enishi.matching.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.enishi.matching.index.SegmentHits.Hits;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * Which of the documents that keep a condition a position's preferences put first; the first of each segment are kept with their
 * scores. A segment never changes but for what is deleted from it, so only new segments are searched. Twice as many as were
 * asked for are kept, so that a deletion seldom makes another search.
 */
final class MostPromising {
    /** Equal ones in order of id, so that every replica answers alike. */
    static final Sort BEST_FIRST = new Sort(SortField.FIELD_SCORE, new SortField(Fields.ID, SortField.Type.STRING));

    private static final int SPARE = 2;

    private final Preferences preferences;
    private final Roster.All rosters;
    private final BySegment<Best> found = new BySegment<>();

    MostPromising(Preferences preferences, Roster.All rosters) {
        this.preferences = preferences;
        this.rosters = rosters;
    }

    /** The best of these, best first, by their numbers in the whole index. */
    List<Integer> of(IndexSearcher searcher, Hits hits, int limit) throws IOException {
        PriorityQueue<Lane> lanes = new PriorityQueue<>();
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        found.tidy(leaves);
        for (LeafReaderContext leaf : leaves) {
            int[] live = hits.live()[leaf.ord];
            if (live.length > 0) {
                Roster roster = rosters.of(leaf.reader());
                lanes.add(new Lane(roster, leaf.docBase, first(searcher, leaf, roster, live, limit)));
            }
        }
        List<Integer> best = new ArrayList<>(limit);
        while (best.size() < limit && !lanes.isEmpty()) {
            Lane lane = lanes.remove();
            best.add(lane.document());
            if (lane.next()) {
                lanes.add(lane);
            }
        }
        return best;
    }

    /** Documents of a segment with their scores, best first. */
    private record Best(int[] documents, float[] scores) {
        static final Best NONE = new Best(new int[0], new float[0]);

        int size() {
            return documents.length;
        }

        /** Those which were not deleted since. */
        Best there(@Nullable Bits live) {
            if (live == null) {
                return this;
            }
            int[] left = new int[documents.length];
            float[] theirs = new float[documents.length];
            int count = 0;
            for (int i = 0; i < documents.length; i++) {
                if (live.get(documents[i])) {
                    left[count] = documents[i];
                    theirs[count++] = scores[i];
                }
            }
            return count == documents.length
                    ? this
                    : new Best(Arrays.copyOf(left, count), Arrays.copyOf(theirs, count));
        }
    }

    /** At least as many of a segment as are asked for, or all there are, without what was deleted. */
    private Best first(IndexSearcher searcher, LeafReaderContext leaf, Roster roster, int[] live, int limit)
            throws IOException {
        Best kept = found.get(leaf.reader());
        Best first = kept == null ? Best.NONE : kept.there(leaf.reader().getLiveDocs());
        if (first.size() < Math.min(limit, live.length)) {
            first = roster.small() ? scored(roster, live) : searched(searcher, leaf, live, limit * SPARE);
            found.put(leaf.reader(), first);
        }
        return first;
    }

    private Best scored(Roster roster, int[] live) {
        float[] scores = preferences.scores(roster, live);
        int[] order = IntStream.range(0, live.length)
                .boxed()
                .sorted((a, b) -> scores[a] == scores[b]
                        ? roster.key(live[a]).compareTo(roster.key(live[b]))
                        : Float.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        return best(order.length, i -> live[order[i]], i -> scores[order[i]]);
    }

    private Best searched(IndexSearcher searcher, LeafReaderContext leaf, int[] live, int limit) throws IOException {
        IndexSearcher segment = preferences.statistics().searcher(leaf.reader(), searcher);
        FieldDoc[] hits = best(segment, preferences.query(), new KnownDocuments(new int[][] {live}), limit);
        return best(hits.length, i -> hits[i].doc, i -> (float) hits[i].fields[0]);
    }

    private interface Score {
        float of(int place);
    }

    private static Best best(int size, IntUnaryOperator document, Score score) {
        Best best = new Best(new int[size], new float[size]);
        for (int i = 0; i < size; i++) {
            best.documents[i] = document.applyAsInt(i);
            best.scores[i] = score.of(i);
        }
        return best;
    }

    /** The scores are the first of the hits' fields. */
    static FieldDoc[] best(IndexSearcher searcher, BooleanQuery preferences, Query condition, int limit)
            throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        TalentIndex.filter(query, condition);
        preferences.clauses().forEach(query::add);
        ScoreDoc[] hits = searcher.search(query.build(), limit, BEST_FIRST).scoreDocs;
        return Stream.of(hits).map(FieldDoc.class::cast).toArray(FieldDoc[]::new);
    }

    /** The documents of a segment, best first, as far as they are not taken yet; in order of the next. */
    private static final class Lane implements Comparable<Lane> {
        private final Roster roster;
        private final int base;
        private final Best best;
        private int at;

        Lane(Roster roster, int base, Best best) {
            this.roster = roster;
            this.base = base;
            this.best = best;
        }

        int document() {
            return base + best.documents()[at];
        }

        boolean next() {
            at++;
            return at < best.size();
        }

        @Override
        public int compareTo(Lane other) {
            int byScore = Float.compare(other.best.scores()[other.at], best.scores()[at]);
            return byScore != 0 ? byScore : key().compareTo(other.key());
        }

        private Roster.Key key() {
            return roster.key(best.documents()[at]);
        }
    }
}
