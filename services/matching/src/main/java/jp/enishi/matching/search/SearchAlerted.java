package jp.enishi.matching.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Body of {@code matching.search-alerted.v1}: a saved search found something new, and why it is new. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchAlerted(
        UUID alertId,
        UUID searchId,
        UUID userId,
        Side side,
        @Nullable UUID caseId,
        @Nullable UUID talentId,
        long objectVersion,
        Reason reason,
        List<Criterion> changed,
        List<String> skills) {

    /** NEW: it wasn't there, or not open, before. CHANGED: what {@code changed} names did not fit before. */
    public enum Reason {
        NEW,
        CHANGED
    }
}
