package jp.enishi.kept.domain;

import java.time.Clock;
import java.time.Instant;

public class Plan {
    Instant when(Clock clock) {
        return Instant.now(clock);
    }
}
