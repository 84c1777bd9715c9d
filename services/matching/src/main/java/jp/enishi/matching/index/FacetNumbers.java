package jp.enishi.matching.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
        int least = least(of);
        List<Facet.Count> common = new ArrayList<>();
        for (int number = 0; number < of.length; number++) {
            if (of[number] >= least) {
                String value = rosters.value(number);
                if (!value.equals(Fields.ANY)) {
                    common.add(new Facet.Count(value, of[number]));
                }
            }
        }
        common.sort(COMMONEST_FIRST);
        return new Facet.Counts(facet, List.copyOf(common.subList(0, Math.min(MOST_VALUES, common.size()))));
    }

    /** The least count of the {@value #MOST_VALUES} greatest, at least 1. */
    private static int least(int[] counts) {
        int[] there = new int[counts.length];
        int size = 0;
        for (int count : counts) {
            if (count > 0) {
                there[size++] = count;
            }
        }
        if (size <= MOST_VALUES) {
            return 1;
        }
        Arrays.sort(there, 0, size);
        return there[size - MOST_VALUES];
    }
}
