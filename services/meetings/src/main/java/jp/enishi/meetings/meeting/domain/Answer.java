package jp.enishi.meetings.meeting.domain;

/** What somebody says to a slot of the poll. */
public enum Answer {
    YES,
    MAYBE,
    NO
}
