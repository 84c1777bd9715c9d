package jp.enishi.meetings.meeting.domain;

/** What a side takes from the meeting: go on, end here, or change the requirements first. */
public enum Verdict {
    PROCEED,
    DECLINE,
    ADJUST
}
