package jp.enishi.talents.talent.domain;

import java.time.LocalDate;
import java.util.UUID;

/** Time of a talent that an engagement takes: from its first to its last day, so many per cent of it. */
public record Occupation(UUID engagementId, LocalDate start, LocalDate end, int utilisation) {
    boolean covers(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }
}
