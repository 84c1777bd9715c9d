package jp.enishi.meetings.meeting.domain;

/** The language of a participant's invitations, as a BCP 47 tag. */
public enum Language {
    ja,
    en
}
