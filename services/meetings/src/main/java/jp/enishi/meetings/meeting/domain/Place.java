package jp.enishi.meetings.meeting.domain;

import org.jspecify.annotations.Nullable;

/** Where a meeting is: a link for VIDEO, a postal address for ADDRESS, and nothing else beside it. */
public record Place(
        Kind kind, @Nullable String url, @Nullable Text address) {
    /** How the participants come together. */
    public enum Kind {
        VIDEO,
        ADDRESS
    }
}
