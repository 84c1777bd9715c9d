package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The matched people of one position. */
public record Ranking(
        String caseId,
        long caseVersion,
        @Nullable String weightsVersion,
        @Nullable String taxonomyVersion,
        List<PositionRef> positions,
        List<Match> items,
        @Nullable String next) {
    public Ranking {
        positions = positions == null ? List.of() : positions;
        items = items == null ? List.of() : items;
    }

    /** A position of the case. */
    public record PositionRef(String positionId, @Nullable String role) {}
}
