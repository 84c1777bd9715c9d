package jp.enishi.contracts.offer.domain;

import java.time.Instant;
import jp.enishi.contracts.Side;
import org.jspecify.annotations.Nullable;

/**
 * Who refused an offer or took it back, and why.
 *
 * @param reason in the words of that side
 * @param shared whether the other side may read the words; the code it always may
 */
public record Ending(
        Side side,
        Instant at,
        @Nullable Code code,
        @Nullable String reason,
        boolean shared) {

    /** Why, in short. */
    public enum Code {
        FEE,
        TERMS,
        TIMING,
        OTHER_WORK,
        OTHER
    }

    /** What a side said when it ended an offer. */
    public record Said(@Nullable Code code, @Nullable String reason, boolean shared) {}

    /** As a side, or a coordinator (null), may read it. */
    public Ending seenBy(@Nullable Side reader) {
        return reader == null || reader == side || shared ? this : new Ending(side, at, code, null, false);
    }
}
