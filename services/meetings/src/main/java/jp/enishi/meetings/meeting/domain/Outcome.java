package jp.enishi.meetings.meeting.domain;

import org.jspecify.annotations.Nullable;

/** What one side took from the meeting; ADJUST says what should change. */
public record Outcome(
        Side side,
        Verdict outcome,
        @Nullable String feedback,
        @Nullable String adjustment) {}
