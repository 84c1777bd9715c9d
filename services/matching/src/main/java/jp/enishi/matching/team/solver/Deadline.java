package jp.enishi.matching.team.solver;

import java.time.Duration;

/** When an answer is due. */
final class Deadline {
    private static final double NANOS = 1e9;
    private final long due;

    Deadline(Duration limit) {
        this.due = System.nanoTime() + limit.toNanos();
    }

    double secondsLeft() {
        return Math.max(0, (due - System.nanoTime()) / NANOS);
    }
}
