package jp.enishi.cases.inquiry.api;

/** The inquiry has arrived, and is named so. */
public record Acknowledgement(String reference) {}
