package jp.enishi.cases.inquiry.api;

/** What goes back with the form, as it is. */
public record FormSealView(String formIssued) {}
