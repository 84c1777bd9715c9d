package jp.enishi.meetings.meeting.domain;

/** Whose part somebody takes in a meeting; each side is taken by exactly one person. */
public enum Side {
    CLIENT,
    TALENT,
    COORDINATOR
}
