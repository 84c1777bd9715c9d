package jp.enishi.bench.quality;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bags of terms with BM25's weights, for features of small fields. */
final class Corpus {
    static final double K1 = 1.2;
    static final double B = 0.75;

    private final Map<String, Integer> frequency = new HashMap<>();
    private int documents;
    private long length;

    void add(List<String> terms) {
        documents++;
        length += terms.size();
        new HashSet<>(terms).forEach(term -> frequency.merge(term, 1, Integer::sum));
    }

    double idf(String term) {
        int n = frequency.getOrDefault(term, 0);
        return Math.log(1 + (documents - n + 0.5) / (n + 0.5));
    }

    double idf(Collection<String> terms) {
        double sum = 0;
        for (String term : terms) {
            sum += idf(term);
        }
        return sum;
    }

    static Map<String, Integer> bag(List<String> terms) {
        Map<String, Integer> bag = new HashMap<>();
        terms.forEach(term -> bag.merge(term, 1, Integer::sum));
        return bag;
    }

    /** BM25 as a share of what a document could have at most; {@code size} is the document's length in terms. */
    double share(Set<String> query, Map<String, Integer> document, int size, double b) {
        double most = 0;
        double has = 0;
        double average = documents == 0 ? 1 : Math.max(1, (double) length / documents);
        for (String term : query) {
            double idf = idf(term);
            most += idf;
            int tf = document.getOrDefault(term, 0);
            has += idf * tf / (tf + K1 * (1 - b + b * size / average));
        }
        return most == 0 ? 0 : has / most;
    }

    /** The share of the wanted terms, by idf, that are there. */
    double covered(Set<String> wanted, Set<String> there) {
        double most = 0;
        double has = 0;
        for (String term : wanted) {
            double idf = idf(term);
            most += idf;
            if (there.contains(term)) {
                has += idf;
            }
        }
        return most == 0 ? 0 : has / most;
    }

    /** Terms in common by idf against all terms of either. */
    double alike(Set<String> one, Set<String> other) {
        double common = 0;
        double all = idf(other);
        for (String term : one) {
            double idf = idf(term);
            if (other.contains(term)) {
                common += idf;
            } else {
                all += idf;
            }
        }
        return all == 0 ? 0 : common / all;
    }
}
