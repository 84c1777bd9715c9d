package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The matched people of one position, those just outside it, and what the list can be narrowed by. */
public record Ranking(
        String caseId,
        long caseVersion,
        @Nullable String weightsVersion,
        @Nullable String taxonomyVersion,
        List<PositionRef> positions,
        List<Match> items,
        @Nullable String next,
        int total,
        List<Facet> facets,
        List<NearMatch> nearMisses) {
    public Ranking {
        positions = positions == null ? List.of() : positions;
        items = items == null ? List.of() : items;
        facets = facets == null ? List.of() : facets;
        nearMisses = nearMisses == null ? List.of() : nearMisses;
    }

    /** What the list can be narrowed by. */
    public record Facet(String name, List<Count> values) {
        public Facet {
            values = values == null ? List.of() : values;
        }
    }

    /** A value and how many people have it. */
    public record Count(String value, int count) {}

    /** A position of the case. */
    public record PositionRef(String positionId, @Nullable String role) {}
}
