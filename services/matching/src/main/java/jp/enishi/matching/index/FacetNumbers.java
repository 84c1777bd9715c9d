package jp.enishi.matching.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Counts of facets' values by their numbers in the rosters, so that those of several segments are added without a word being read. */
final class FacetNumbers {
    static final int MOST_VALUES = 20;
    static final Comparator<Facet.Count> COMMONEST_FIRST =
            Comparator.comparingInt(Facet.Count::count).reversed().thenComparing(Facet.Count::value);
    private static final Facet[] FACETS = Facet.values();

    private final int[][] counts = new int[FACETS.length][0];

    void add(FacetNumbers other) {
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

    /** Adds so much for each value of each of the documents. */
    void count(Roster.All rosters, Roster roster, int[] docs, int each) {
        if (docs.length == 0) {
            return;
        }
        int size = rosters.size();
        for (int facet = 0; facet < FACETS.length; facet++) {
            room(facet, size);
            Roster.Values values = roster.of(FACETS[facet]);
            for (int doc : docs) {
                values.count(doc, each, counts[facet]);
            }
        }
    }

    /** The commonest values of a facet. */
    Facet.Counts commonest(Facet facet, Roster.All rosters) {
        int[] of = counts[facet.ordinal()];
        int[] there = IntStream.of(of).filter(count -> count > 0).sorted().toArray();
        int least = there.length <= MOST_VALUES ? 1 : there[there.length - MOST_VALUES];
        return new Facet.Counts(
                facet,
                IntStream.range(0, of.length)
                        .filter(number -> of[number] >= least)
                        .mapToObj(number -> new Facet.Count(rosters.value(number), of[number]))
                        .filter(count -> !count.value().equals(Fields.ANY))
                        .sorted(COMMONEST_FIRST)
                        .limit(MOST_VALUES)
                        .toList());
    }
}
