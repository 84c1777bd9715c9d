package jp.enishi.bench.quality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The usual measures of a ranking. Ties count against what is relevant, so that an indifferent scorer gains nothing. */
public final class Ranks {
    private Ranks() {}

    /** nDCG of the first {@code depth} with linear gains, for scores and grades by item. */
    public static double ndcg(double[] scores, double[] grades, int depth) {
        Integer[] order = order(scores, grades);
        double gain = 0;
        for (int i = 0; i < Math.min(depth, order.length); i++) {
            gain += grades[order[i]] / log2(i + 2);
        }
        double[] best = grades.clone();
        Arrays.sort(best);
        double ideal = 0;
        for (int i = 0; i < Math.min(depth, best.length); i++) {
            ideal += best[best.length - 1 - i] / log2(i + 2);
        }
        return ideal == 0 ? 0 : gain / ideal;
    }

    /** The rank of the item, from 1; equal scores of others come before it. */
    static int rank(double[] scores, int item) {
        int rank = 1;
        for (int i = 0; i < scores.length; i++) {
            if (i != item && scores[i] >= scores[item]) {
                rank++;
            }
        }
        return rank;
    }

    static Integer[] order(double[] scores, double[] grades) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order,
                Comparator.comparingDouble((Integer i) -> -scores[i])
                        .thenComparingDouble(i -> grades[i])
                        .thenComparing(Comparator.naturalOrder()));
        return order;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
