package jp.enishi.planted.persistence;

import java.time.LocalDateTime;
import jp.enishi.planted.api.PlanResource;

public class PlanRow {
    PlanResource shown;
    LocalDateTime begins;
    int ageLimit;

    public LocalDateTime begins() {
        return begins;
    }
}
