package jp.enishi.matching.index;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Counts the documents of a search, and their values of some facets from the doc values. */
final class FacetCounts implements Collector {
    private final Set<Facet> facets;
    private final Map<Facet, Map<String, Integer>> counts = new EnumMap<>(Facet.class);
    private int total;

    private FacetCounts(Set<Facet> facets) {
        this.facets = facets;
    }

    static CollectorManager<FacetCounts, FacetCounts> of(Set<Facet> facets) {
        return new CollectorManager<>() {
            @Override
            public FacetCounts newCollector() {
                return new FacetCounts(facets);
            }

            @Override
            public FacetCounts reduce(Collection<FacetCounts> parts) {
                FacetCounts all = new FacetCounts(facets);
                for (FacetCounts part : parts) {
                    all.total += part.total;
                    part.counts.forEach(
                            (facet, values) -> values.forEach((value, count) -> all.add(facet, value, count)));
                }
                return all;
            }
        };
    }

    int total() {
        return total;
    }

    Facet.Counts of(Facet facet) {
        List<Facet.Count> values = counts.getOrDefault(facet, Map.of()).entrySet().stream()
                .map(value -> new Facet.Count(value.getKey(), value.getValue()))
                .sorted(FacetNumbers.COMMONEST_FIRST)
                .limit(FacetNumbers.MOST_VALUES)
                .toList();
        return new Facet.Counts(facet, values);
    }

    private void add(Facet facet, String value, int count) {
        counts.computeIfAbsent(facet, key -> new HashMap<>()).merge(value, count, Integer::sum);
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        Facet[] names = facets.toArray(Facet[]::new);
        SortedSetDocValues[] values = new SortedSetDocValues[names.length];
        int[][] ords = new int[names.length][];
        for (int i = 0; i < names.length; i++) {
            values[i] = DocValues.getSortedSet(context.reader(), names[i].counted());
            ords[i] = new int[Math.toIntExact(values[i].getValueCount())];
        }
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int doc) throws IOException {
                total++;
                for (int i = 0; i < ords.length; i++) {
                    if (values[i].advanceExact(doc)) {
                        for (int left = values[i].docValueCount(); left > 0; left--) {
                            ords[i][Math.toIntExact(values[i].nextOrd())]++;
                        }
                    }
                }
            }

            @Override
            public void finish() throws IOException {
                for (int i = 0; i < ords.length; i++) {
                    for (int ord = 0; ord < ords[i].length; ord++) {
                        if (ords[i][ord] > 0) {
                            add(names[i], values[i].lookupOrd(ord).utf8ToString(), ords[i][ord]);
                        }
                    }
                }
            }
        };
    }
}
