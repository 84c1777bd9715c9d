package jp.enishi.matching.index;

import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;

/** Where a document lies; what is written there never changes, it is only deleted with its segment. */
record Spot(IndexReader.CacheKey segment, int doc) {
    static Spot of(IndexSearcher searcher, int doc) {
        LeafReaderContext leaf = leaf(searcher, doc);
        return new Spot(leaf.reader().getCoreCacheHelper().getKey(), doc - leaf.docBase);
    }

    /** The segment in which a document of the view lies. */
    static LeafReaderContext leaf(IndexSearcher searcher, int doc) {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(segment) + doc * 0x9e3779b9;
    }
}
