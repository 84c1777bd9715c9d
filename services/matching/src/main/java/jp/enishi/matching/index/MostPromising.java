package jp.enishi.matching.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
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
    private final BySegment<ScoreDoc[]> found = new BySegment<>();

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

    /** At least as many of a segment as are asked for, or all there are, without what was deleted. */
    private List<ScoreDoc> first(IndexSearcher searcher, LeafReaderContext leaf, Roster roster, int[] live, int limit)
            throws IOException {
        ScoreDoc[] kept = found.get(leaf.reader());
        List<ScoreDoc> first =
                kept == null ? List.of() : there(kept, leaf.reader().getLiveDocs());
        if (first.size() < Math.min(limit, live.length)) {
            kept = roster.small() ? scored(roster, live) : searched(searcher, leaf, live, limit * SPARE);
            first = List.of(kept);
            found.put(leaf.reader(), kept);
        }
        return first;
    }

    private ScoreDoc[] scored(Roster roster, int[] live) {
        float[] scores = preferences.scores(roster, live);
        ScoreDoc[] scored = new ScoreDoc[live.length];
        for (int i = 0; i < live.length; i++) {
            scored[i] = new ScoreDoc(live[i], scores[i]);
        }
        Arrays.sort(
                scored,
                (a, b) -> a.score == b.score
                        ? roster.key(a.doc).compareTo(roster.key(b.doc))
                        : Float.compare(b.score, a.score));
        return scored;
    }

    private ScoreDoc[] searched(IndexSearcher searcher, LeafReaderContext leaf, int[] live, int limit)
            throws IOException {
        IndexSearcher segment = preferences.statistics().searcher(leaf.reader(), searcher);
        return Stream.of(best(segment, preferences.query(), new KnownDocuments(new int[][] {live}), limit))
                .map(hit -> new ScoreDoc(hit.doc, (float) hit.fields[0]))
                .toArray(ScoreDoc[]::new);
    }

    private static List<ScoreDoc> there(ScoreDoc[] kept, @Nullable Bits live) {
        if (live == null) {
            return List.of(kept);
        }
        return Stream.of(kept).filter(document -> live.get(document.doc)).toList();
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
        private final List<ScoreDoc> documents;
        private int at;

        Lane(Roster roster, int base, List<ScoreDoc> documents) {
            this.roster = roster;
            this.base = base;
            this.documents = documents;
        }

        int document() {
            return base + documents.get(at).doc;
        }

        boolean next() {
            at++;
            return at < documents.size();
        }

        @Override
        public int compareTo(Lane other) {
            int byScore = Float.compare(other.documents.get(other.at).score, documents.get(at).score);
            return byScore != 0 ? byScore : key().compareTo(other.key());
        }

        private Roster.Key key() {
            return roster.key(documents.get(at).doc);
        }
    }
}
