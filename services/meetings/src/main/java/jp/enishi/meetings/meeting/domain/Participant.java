package jp.enishi.meetings.meeting.domain;

import java.time.ZoneId;
import java.util.UUID;

/** A person in a meeting, with the zone in which they read times. */
public record Participant(Side side, UUID userId, ZoneId zone, Language language) {}
