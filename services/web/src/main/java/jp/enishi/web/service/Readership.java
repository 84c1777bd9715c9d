package jp.enishi.web.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one client saw of a talent.
 *
 * @param times how often something was seen, of which {@code newest} may be a part
 */
public record Readership(
        String organizationId,
        long times,
        @Nullable String first,
        @Nullable String last,
        List<Disclosure> newest) {
    public Readership {
        newest = newest == null ? List.of() : List.copyOf(newest);
    }

    /** Whether it was seen more often than is told here. */
    public boolean more() {
        return times > newest.size();
    }
}
