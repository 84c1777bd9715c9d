package jp.enishi.planted.domain;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import jp.enishi.other.Foreign;
import jp.enishi.planted.persistence.PlanRow;

public class Plan {
    Foreign foreign;
    PlanRow stored;

    Uni<Instant> late() {
        return Uni.createFrom().item(Instant.now());
    }

    LocalDate today() {
        return LocalDate.now(Clock.systemUTC().getZone());
    }
}
