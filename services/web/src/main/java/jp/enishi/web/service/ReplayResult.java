package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/**
 * How a replay ended.
 *
 * @param stoppedBy why the next event cannot be applied either; null when nothing waits any more
 */
public record ReplayResult(
        int applied, @Nullable String stoppedBy, @Nullable String cause) {}
