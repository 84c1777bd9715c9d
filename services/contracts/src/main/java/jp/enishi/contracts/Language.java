package jp.enishi.contracts;

/** The languages of documents and mails. */
public enum Language {
    JA,
    EN
}
