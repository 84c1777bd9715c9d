package jp.enishi.cases.inquiry.domain;

/** How a coordinator spoke with the sender of an inquiry. */
public enum Channel {
    ONLINE,
    PHONE,
    MAIL
}
