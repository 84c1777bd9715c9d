package jp.enishi.meetings.meeting.domain;

/** What a participant's calendar answered to the invitation (iTIP's PARTSTAT). */
public enum Attendance {
    ACCEPTED,
    DECLINED,
    TENTATIVE
}
