package jp.enishi.bench.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** One number per query, with the mean and its 95 % interval by bootstrap over the queries (fixed seed). */
public record Sample(double[] values) {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20261128;

    /** A mean with its interval. */
    public record Interval(double mean, double low, double high) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
        }
    }

    public double mean() {
        return Arrays.stream(values).average().orElse(0);
    }

    public Interval interval() {
        if (values.length == 0) {
            return new Interval(0, 0, 0);
        }
        Random random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(mean(), means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    /** This minus the other, query by query. */
    public Sample minus(Sample other) {
        double[] difference = new double[values.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = values[i] - other.values[i];
        }
        return new Sample(difference);
    }
}
