package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A talent for a position, ranked and explained. */
public record Match(
        String talentId,
        long talentVersion,
        int rank,
        double score,
        Explanation explanation,
        List<Explanation.Evidence> highlights,
        @Nullable Sheet sheet,
        @Nullable Availability availability,
        @Nullable Money rate) {
    public Match {
        highlights = highlights == null ? List.of() : highlights;
    }
}
