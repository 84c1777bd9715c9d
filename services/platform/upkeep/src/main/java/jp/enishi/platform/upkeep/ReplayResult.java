package jp.enishi.platform.upkeep;

import jp.enishi.platform.messaging.Replay;
import org.jspecify.annotations.Nullable;

/**
 * How a replay ended.
 *
 * @param stoppedBy why the next event cannot be applied either; absent when nothing waits any more
 */
public record ReplayResult(
        int applied, @Nullable String stoppedBy, @Nullable String cause) {
    static ReplayResult of(Replay.Result result) {
        return new ReplayResult(result.applied(), result.stoppedBy(), result.cause());
    }
}
