package jp.enishi.web.service;

/** Whole yen. */
public record Money(long amount, String currency) {}
