package jp.enishi.meetings.meeting.domain;

/** POLLING → BOOKED → HELD | CANCELLED, POLLING → CANCELLED. */
public enum MeetingState {
    POLLING,
    BOOKED,
    HELD,
    CANCELLED;

    /** Whether it is still to take place; a candidacy has at most one such meeting. */
    public boolean live() {
        return this == POLLING || this == BOOKED;
    }
}
