package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people ask for a month, by group; never of fewer than five. */
public record Rates(@Nullable String asOf, List<Group> groups) {
    public Rates {
        groups = groups == null ? List.of() : groups;
    }

    /** One group, from the lower to the upper quarter. */
    public record Group(
            @Nullable String role,
            @Nullable String utilisation,
            @Nullable String workplace,
            int sampleSize,
            @Nullable Money lower,
            @Nullable Money median,
            @Nullable Money upper) {}
}
