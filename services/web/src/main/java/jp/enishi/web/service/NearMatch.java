package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A talent just outside a position's conditions: what stopped them, and how they would have been judged. */
public record NearMatch(
        String talentId,
        long talentVersion,
        double score,
        List<Explanation.Stop> stopped,
        Explanation explanation,
        @Nullable Sheet sheet,
        @Nullable Availability availability,
        @Nullable Money rate) {
    public NearMatch {
        stopped = stopped == null ? List.of() : stopped;
    }
}
