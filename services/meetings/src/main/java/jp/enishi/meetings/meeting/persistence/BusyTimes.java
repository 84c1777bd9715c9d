package jp.enishi.meetings.meeting.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Times at which somebody can't come. */
public record BusyTimes(List<Interval> intervals) {
    public BusyTimes {
        intervals = List.copyOf(intervals);
    }

    /** From the start on, until before the end. */
    public record Interval(Instant start, Instant end) {}

    /** Whether nothing overlaps with the time; meetings may follow each other without a break. */
    public boolean free(Instant start, Duration duration) {
        Instant end = start.plus(duration);
        return intervals.stream().noneMatch(busy -> busy.start().isBefore(end) && start.isBefore(busy.end()));
    }
}
