package jp.enishi.meetings.meeting.domain;

import java.time.Instant;

/** What a meeting waits for by itself. */
public record Due(Reminder kind, Instant at) {}
