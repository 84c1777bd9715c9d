package jp.enishi.planted.domain;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import jp.enishi.other.Foreign;
import jp.enishi.planted.persistence.PlanRow;

public class Plan {
    Foreign foreign;
    PlanRow stored;

    Uni<Instant> late() {
        return Uni.createFrom().item(Instant.now());
    }

    LocalDateTime moved() {
        return stored.begins();
    }

    void move(LocalDateTime to) {}

    LocalDate today() {
        return LocalDate.now(Clock.systemUTC().getZone());
    }
}
