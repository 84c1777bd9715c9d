package jp.enishi.kept.domain;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

public class Plan {
    String familyName;
    Instant begins;

    Instant typed(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    }

    Instant when(Clock clock) {
        return Instant.now(clock);
    }
}
