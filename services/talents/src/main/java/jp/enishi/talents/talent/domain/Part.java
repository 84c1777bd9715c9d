package jp.enishi.talents.talent.domain;

/** The parts of a talent that change on their own; a version is made by a change of one of them. */
public enum Part {
    PROFILE,
    RESUME,
    AVAILABILITY,
    WISHES
}
