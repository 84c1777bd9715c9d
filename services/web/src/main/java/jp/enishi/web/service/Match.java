package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A talent for a position, ranked and explained. */
public record Match(
        String talentId,
        long talentVersion,
        int rank,
        double score,
        Explanation explanation,
        @Nullable Sheet sheet,
        @Nullable Availability availability,
        @Nullable Money rate) {}
