package jp.enishi.talents.talent.domain;

public enum Status {
    ACTIVE
}
