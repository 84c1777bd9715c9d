package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client needs. A draft may say less. */
public record Requirements(
        @Nullable Text title,
        @Nullable Text background,
        @Nullable Text team,
        @Nullable Text tasks,
        @Nullable String industry,
        @Nullable Workplace workplace,
        @Nullable Integer utilisation,
        @Nullable Hours hours,
        @Nullable Period period,
        @Nullable Budget budget,
        @Nullable Integer rateTolerance,
        List<Position> positions) {
    public Requirements {
        positions = positions == null ? List.of() : positions;
    }
}
