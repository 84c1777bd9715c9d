package jp.enishi.meetings.meeting.domain;

/** DAY, HOUR: the meeting begins in a day, in an hour. DEADLINE: the poll ended and nothing was chosen. */
public enum Reminder {
    DAY,
    HOUR,
    DEADLINE
}
