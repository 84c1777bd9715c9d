package jp.enishi.matching.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.lucene.search.IndexSearcher;

/** Somebody whom a search found. Only their id and version are known until the state is read, which has to be while it goes on. */
public final class Candidate {
    private final MatchIndex index;
    private final IndexSearcher searcher;
    private final int doc;
    private final Roster.Key key;

    Candidate(MatchIndex index, IndexSearcher searcher, int doc) throws IOException {
        this.index = index;
        this.searcher = searcher;
        this.doc = doc;
        var leaf = Spot.leaf(searcher, doc);
        this.key = index.rosters().of(leaf.reader()).key(doc - leaf.docBase);
    }

    Roster.Key key() {
        return key;
    }

    public UUID talentId() {
        return key.talentId();
    }

    public TalentState state() {
        try {
            return index.talent(searcher, doc, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
