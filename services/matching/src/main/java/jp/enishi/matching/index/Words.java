package jp.enishi.matching.index;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/**
 * Where the words of a field stand in a segment and how often, for segments that are small and many: four arrays, since each
 * new segment has its own and an object for each word would be thousands that live for seconds only.
 */
final class Words {
    private static final int TIMES_BITS = 12;
    private static final int MOST_TIMES = (1 << TIMES_BITS) - 1;
    private static final int[] NOWHERE = {};

    /** The words in order, one after the other. */
    private byte[] letters = {};
    /** Where each word's letters and places begin; one more, where the last ones end. */
    private int[] lettersFrom = {0};

    private int[] placesFrom = {0};
    private int[] places = {};
    private int size;

    Words(LeafReader segment, String field) throws IOException {
        Terms terms = segment.terms(field);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            PostingsEnum postings = null;
            for (BytesRef word = each.next(); word != null; word = each.next()) {
                postings = each.postings(postings, PostingsEnum.FREQS);
                add(word, postings, each.docFreq());
            }
        }
        letters = Arrays.copyOf(letters, lettersFrom[size]);
        places = Arrays.copyOf(places, placesFrom[size]);
        lettersFrom = Arrays.copyOf(lettersFrom, size + 1);
        placesFrom = Arrays.copyOf(placesFrom, size + 1);
    }

    private void add(BytesRef word, PostingsEnum postings, int documents) throws IOException {
        int letter = lettersFrom[size];
        int place = placesFrom[size];
        letters = ArrayUtil.grow(letters, letter + word.length);
        places = ArrayUtil.grow(places, place + documents);
        System.arraycopy(word.bytes, word.offset, letters, letter, word.length);
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            places[place++] = postings.docID() << TIMES_BITS | Math.min(postings.freq(), MOST_TIMES);
        }
        size++;
        lettersFrom = ArrayUtil.grow(lettersFrom, size + 1);
        placesFrom = ArrayUtil.grow(placesFrom, size + 1);
        lettersFrom[size] = letter + word.length;
        placesFrom[size] = place;
    }

    /** The places of a word, each a {@linkplain #document document} and {@linkplain #times how often}. */
    int[] of(BytesRef word) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(
                    letters,
                    lettersFrom[middle],
                    lettersFrom[middle + 1],
                    word.bytes,
                    word.offset,
                    word.offset + word.length);
            if (order == 0) {
                return Arrays.copyOfRange(places, placesFrom[middle], placesFrom[middle + 1]);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NOWHERE;
    }

    static int document(int place) {
        return place >>> TIMES_BITS;
    }

    static int times(int place) {
        return place & MOST_TIMES;
    }
}
