package jp.enishi.bench.speed;

import java.util.Arrays;

/** Times of many runs in milliseconds. */
final class Times {
    private long[] nanos = new long[1024];
    private int count;

    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = time;
    }

    int count() {
        return count;
    }

    /** The time that the share of runs did not exceed. */
    double at(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)] / 1e6;
    }

    double median() {
        return at(0.5);
    }
}
