package jp.enishi.bench.learn;

import java.util.List;

/**
 * Logistic regression over pairs (better, worse): minimises the mean of log(1 + exp(−w·(better − worse))), weighted, plus
 * L2 towards the weights at the start, with every weight at least 0 (projected gradient with Nesterov's momentum).
 * Deterministic.
 */
public final class PairwiseRegression {
    /** The features of the better one minus those of the worse one, and how much the pair counts. */
    public record Pair(double[] difference, double weight) {}

    private final double pull;
    private final int rounds;

    /** {@code pull} is the strength of L2 towards the start. */
    public PairwiseRegression(double pull, int rounds) {
        this.pull = pull;
        this.rounds = rounds;
    }

    public double[] fit(List<Pair> pairs, double[] start) {
        double total = pairs.stream().mapToDouble(Pair::weight).sum();
        if (total <= 0) {
            return start.clone();
        }
        double largest = 0;
        for (Pair pair : pairs) {
            double square = 0;
            for (double d : pair.difference()) {
                square += d * d;
            }
            largest += pair.weight() / total * square;
        }
        double step = 1 / (largest / 4 + pull);
        double[] weights = start.clone();
        double[] ahead = start.clone();
        double momentum = 1;
        for (int round = 0; round < rounds; round++) {
            double[] gradient = gradient(pairs, total, ahead, start);
            double[] next = new double[weights.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = Math.max(0, ahead[i] - step * gradient[i]);
            }
            double later = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            for (int i = 0; i < next.length; i++) {
                ahead[i] = next[i] + (momentum - 1) / later * (next[i] - weights[i]);
            }
            momentum = later;
            weights = next;
        }
        return weights;
    }

    private double[] gradient(List<Pair> pairs, double total, double[] weights, double[] start) {
        double[] gradient = new double[weights.length];
        for (Pair pair : pairs) {
            double[] d = pair.difference();
            double slope = -pair.weight() / total / (1 + Math.exp(dot(weights, d)));
            for (int i = 0; i < d.length; i++) {
                gradient[i] += slope * d[i];
            }
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += pull * (weights[i] - start[i]);
        }
        return gradient;
    }

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
