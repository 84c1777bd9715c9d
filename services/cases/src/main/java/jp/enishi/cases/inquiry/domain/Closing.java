package jp.enishi.cases.inquiry.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why and when nothing came of an inquiry. */
public record Closing(Reason reason, @Nullable String note, Instant at) {

    /** The reasons by which closings are counted. */
    public enum Reason {
        NO_FIT,
        SPAM,
        DUPLICATE,
        NO_ANSWER,
        OTHER
    }

    @Override
    public String toString() {
        return "Closing " + reason;
    }
}
