package jp.enishi.meetings.meeting.domain;

/**
 * DAY, HOUR: the meeting begins in a day, in an hour. DEADLINE: the poll ended and nothing was chosen. LAST_SLOT: its last
 * time has come and still nothing was; then there is no meeting, so nobody is reminded of it.
 */
public enum Reminder {
    DAY,
    HOUR,
    DEADLINE,
    LAST_SLOT
}
