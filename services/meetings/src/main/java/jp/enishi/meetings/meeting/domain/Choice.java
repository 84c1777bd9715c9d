package jp.enishi.meetings.meeting.domain;

/** Who chooses the slot: the rule ({@link Meeting#best}), or the coordinator. */
public enum Choice {
    AUTOMATIC,
    COORDINATOR
}
