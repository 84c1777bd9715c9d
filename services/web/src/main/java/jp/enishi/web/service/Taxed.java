package jp.enishi.web.service;

/** A fee of a month with consumption tax, at the rate of the day on which the work begins. */
public record Taxed(int percent, Money fee, Money tax, Money total) {}
