package jp.enishi.meetings.meeting.domain;

import java.time.Instant;

/**
 * A participant's answer to the invitation.
 *
 * @param sequence of the invitation that it answers
 * @param stamp when the calendar wrote it (DTSTAMP): of two answers the later one holds
 */
public record CalendarReply(Side side, Attendance attendance, int sequence, Instant stamp) {}
