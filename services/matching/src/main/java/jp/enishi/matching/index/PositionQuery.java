package jp.enishi.matching.index;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.enishi.matching.index.SegmentHits.Hits;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.Bits;

/**
 * A position as queries, made once for its version: the hard conditions, who just misses one of them, and what makes somebody
 * promising; with what was found by them in the segments that there are.
 */
final class PositionQuery {
    /** Fewer are counted faster than a count is kept. */
    private static final int WORTH_KEEPING = 64;

    private final Preferences preferences;
    private final Roster.All rosters;
    private final SegmentHits inside;
    private final SegmentHits justOutside;
    private final MostPromising bestInside;
    private final MostPromising bestOutside;
    private final Grades grades = new Grades();
    private final Grades gradesOutside = new Grades();
    private final BySegment<FacetNumbers> counts = new BySegment<>();

    PositionQuery(Conditions conditions, Preferences preferences, Roster.All rosters) {
        this.preferences = preferences;
        this.rosters = rosters;
        this.inside = new SegmentHits(conditions.kept());
        this.justOutside = new SegmentHits(conditions.nearlyKept());
        this.bestInside = new MostPromising(preferences, rosters);
        this.bestOutside = new MostPromising(preferences, rosters);
    }

    /** Whether the index grew so much since that words weigh something else. */
    boolean outgrown(IndexReader reader) {
        return preferences.statistics().outgrown(reader);
    }

    /** Of those inside who were ranked last. */
    Grades grades() {
        return grades;
    }

    /** Of those just outside who were ranked last, as if nothing excluded them. */
    Grades gradesOutside() {
        return gradesOutside;
    }

    /** Drops what is known of a talent. */
    void forget(UUID talentId) {
        grades.forget(talentId);
        gradesOutside.forget(talentId);
    }

    Hits inside(IndexSearcher searcher) throws IOException {
        return inside.in(searcher);
    }

    Hits justOutside(IndexSearcher searcher) throws IOException {
        return justOutside.in(searcher);
    }

    /** The most promising of those inside, by number, best first. */
    List<Integer> bestInside(IndexSearcher searcher, Hits hits, int limit) throws IOException {
        return bestInside.of(searcher, hits, limit);
    }

    /** The most promising of those just outside, by number, best first. */
    List<Integer> bestOutside(IndexSearcher searcher, Hits hits, int limit) throws IOException {
        return bestOutside.of(searcher, hits, limit);
    }

    /** The most promising of those that keep any condition, by number, best first; everything is searched for them. */
    List<Integer> best(IndexSearcher searcher, Query condition, int limit) throws IOException {
        IndexSearcher same = preferences.statistics().searcher(searcher.getIndexReader(), searcher);
        return Stream.of(MostPromising.best(same, preferences.query(), condition, limit))
                .map(hit -> hit.doc)
                .toList();
    }

    /** The facets' values of everybody inside. */
    FacetNumbers counted(IndexSearcher searcher, Hits hits) throws IOException {
        FacetNumbers sum = new FacetNumbers();
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        counts.tidy(leaves);
        for (LeafReaderContext leaf : leaves) {
            int[] all = hits.all()[leaf.ord];
            int[] live = hits.live()[leaf.ord];
            Roster roster = rosters.of(leaf.reader());
            if (all.length < WORTH_KEEPING) {
                sum.count(rosters, roster, live, 1);
                continue;
            }
            FacetNumbers kept = counts.get(leaf.reader());
            if (kept == null) {
                kept = new FacetNumbers();
                kept.count(rosters, roster, all, 1);
                counts.put(leaf.reader(), kept);
            }
            sum.add(kept);
            Bits there = leaf.reader().getLiveDocs();
            if (there != null && live.length < all.length) {
                sum.count(
                        rosters,
                        roster,
                        IntStream.of(all).filter(doc -> !there.get(doc)).toArray(),
                        -1);
            }
        }
        return sum;
    }
}
