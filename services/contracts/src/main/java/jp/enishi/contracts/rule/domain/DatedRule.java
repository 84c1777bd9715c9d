package jp.enishi.contracts.rule.domain;

import java.time.LocalDate;

/** A number that a law or our own practice sets, and that may be another one from some day on. */
public enum DatedRule {
    /** Days from receipt to payment, the day of receipt being day 1 (フリーランス法 art. 4). */
    PAYMENT_DAYS("2024-11-01", 60, 1, 120),
    /** Days from the day on which the client is paid itself, that day being day 1 (art. 4). */
    REENTRUSTED_PAYMENT_DAYS("2024-11-01", 30, 1, 120),
    /** Months from which on ending an engagement needs notice (art. 16). */
    LONG_ENGAGEMENT_MONTHS("2024-11-01", 6, 1, 60),
    /** Days between the notice and the last day (art. 16). */
    NOTICE_DAYS("2024-11-01", 30, 1, 180),
    /** Days before the last day on which the renewal is asked about. */
    RENEWAL_DAYS("2024-11-01", 45, 1, 180),
    /** Days before the last day for a notice on which that is said. */
    NOTICE_REMINDER_DAYS("2024-11-01", 7, 0, 60),
    /** Days after which an open ticket is remembered. */
    TICKET_DAYS("2024-11-01", 3, 1, 60);

    private final LocalDate since;
    private final int first;
    private final int minimum;
    private final int maximum;

    DatedRule(String since, int first, int minimum, int maximum) {
        this.since = LocalDate.parse(since);
        this.first = first;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    /** The day from which the first value holds; on earlier ones it is taken too. */
    public LocalDate since() {
        return since;
    }

    /** The value that holds until another one was added. */
    public int first() {
        return first;
    }

    public int minimum() {
        return minimum;
    }

    public int maximum() {
        return maximum;
    }
}
