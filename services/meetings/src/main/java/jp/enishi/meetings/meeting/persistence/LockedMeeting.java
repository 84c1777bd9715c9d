package jp.enishi.meetings.meeting.persistence;

import jp.enishi.meetings.meeting.domain.Meeting;

/** A meeting whose row is locked until the transaction ends. */
public final class LockedMeeting {
    private final Meeting value;
    final MeetingRow row;

    LockedMeeting(Meeting value, MeetingRow row) {
        this.value = value;
        this.row = row;
    }

    public Meeting value() {
        return value;
    }
}
