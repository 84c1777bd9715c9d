package jp.enishi.matching.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.WeakHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;

/** The facets' values numbered across segments, so that counts of segments are added without a word being read. */
final class FacetNumbers {
    static final int MOST_VALUES = 20;
    static final Comparator<Facet.Count> COMMONEST_FIRST =
            Comparator.comparingInt(Facet.Count::count).reversed().thenComparing(Facet.Count::value);
    private static final Facet[] FACETS = Facet.values();

    private static final class Names {
        final Map<String, Integer> numbers = new HashMap<>();
        final List<String> values = new ArrayList<>();

        synchronized int number(String value) {
            return numbers.computeIfAbsent(value, key -> {
                values.add(key);
                return values.size() - 1;
            });
        }

        synchronized int size() {
            return values.size();
        }

        synchronized String value(int number) {
            return values.get(number);
        }
    }

    private final Names[] names = new Names[FACETS.length];
    private final Map<IndexReader.CacheKey, int[][]> segments = Collections.synchronizedMap(new WeakHashMap<>());

    FacetNumbers() {
        Arrays.setAll(names, facet -> new Names());
    }

    /** Counts of each facet's values, by number. */
    static final class Tally {
        private final int[][] counts = new int[FACETS.length][0];

        void add(Tally other) {
            for (int facet = 0; facet < counts.length; facet++) {
                int[] more = other.counts[facet];
                room(facet, more.length);
                for (int i = 0; i < more.length; i++) {
                    counts[facet][i] += more[i];
                }
            }
        }

        private void room(int facet, int size) {
            if (counts[facet].length < size) {
                counts[facet] = Arrays.copyOf(counts[facet], size);
            }
        }
    }

    /** Adds so much for each value of each of the documents, which are in order. */
    void count(LeafReader segment, int[] docs, int each, Tally tally) throws IOException {
        if (docs.length == 0) {
            return;
        }
        int[][] numbers = numbers(segment);
        for (int facet = 0; facet < FACETS.length; facet++) {
            tally.room(facet, names[facet].size());
            int[] counts = tally.counts[facet];
            int[] of = numbers[facet];
            SortedSetDocValues values = DocValues.getSortedSet(segment, FACETS[facet].counted());
            for (int doc : docs) {
                if (values.advanceExact(doc)) {
                    for (int left = values.docValueCount(); left > 0; left--) {
                        counts[of[(int) values.nextOrd()]] += each;
                    }
                }
            }
        }
    }

    private int[][] numbers(LeafReader segment) throws IOException {
        IndexReader.CacheKey core = segment.getCoreCacheHelper().getKey();
        int[][] known = segments.get(core);
        if (known == null) {
            known = new int[FACETS.length][];
            for (int facet = 0; facet < FACETS.length; facet++) {
                SortedSetDocValues values = DocValues.getSortedSet(segment, FACETS[facet].counted());
                known[facet] = new int[(int) values.getValueCount()];
                for (int ord = 0; ord < known[facet].length; ord++) {
                    known[facet][ord] =
                            names[facet].number(values.lookupOrd(ord).utf8ToString());
                }
            }
            segments.put(core, known);
        }
        return known;
    }

    /** The commonest values of a facet. */
    Facet.Counts commonest(Facet facet, Tally tally) {
        int[] counts = tally.counts[facet.ordinal()];
        PriorityQueue<Facet.Count> best = new PriorityQueue<>(COMMONEST_FIRST.reversed());
        for (int number = 0; number < counts.length; number++) {
            int count = counts[number];
            if (count > 0
                    && (best.size() < MOST_VALUES || count >= best.element().count())) {
                best.add(new Facet.Count(names[facet.ordinal()].value(number), count));
                if (best.size() > MOST_VALUES) {
                    best.remove();
                }
            }
        }
        return new Facet.Counts(facet, best.stream().sorted(COMMONEST_FIRST).toList());
    }
}
