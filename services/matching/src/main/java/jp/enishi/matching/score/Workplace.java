package jp.enishi.matching.score;

import org.jspecify.annotations.Nullable;

/** Where the work is done: on-site days a week (5 when on site, 0 when remote) and the prefecture (01–47) if it matters. */
public record Workplace(Kind kind, int onSiteDays, @Nullable String prefecture) {
    public enum Kind {
        ON_SITE,
        HYBRID,
        REMOTE
    }
}
