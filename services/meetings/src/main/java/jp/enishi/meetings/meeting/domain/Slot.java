package jp.enishi.meetings.meeting.domain;

import java.time.Instant;
import java.util.UUID;

/** A time that is proposed in the poll. */
public record Slot(UUID slotId, Instant start) {}
