package jp.enishi.contracts.rule.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * A number that a law or our own practice sets, and that may be another one from some day on: days, months, or percent. A release
 * ships what is law already, also what is to hold later.
 */
public enum DatedRule {
    /** Days from receipt to payment, the day of receipt being day 1 (フリーランス法 art. 4). */
    PAYMENT_DAYS(1, 120, from("2024-11-01", 60)),
    /** Days from the day on which the client is paid itself, that day being day 1 (art. 4). */
    REENTRUSTED_PAYMENT_DAYS(1, 120, from("2024-11-01", 30)),
    /** Months from which on ending an engagement needs notice (art. 16). */
    LONG_ENGAGEMENT_MONTHS(1, 60, from("2024-11-01", 6)),
    /** Days between the notice and the last day (art. 16). */
    NOTICE_DAYS(1, 180, from("2024-11-01", 30)),
    /** Days before the last day on which the renewal is asked about. */
    RENEWAL_DAYS(1, 180, from("2024-11-01", 45)),
    /** Days before the last day for a notice on which that is said. */
    NOTICE_REMINDER_DAYS(0, 60, from("2024-11-01", 7)),
    /** Days after which an open ticket is remembered. */
    TICKET_DAYS(1, 60, from("2024-11-01", 3)),
    /** Percent of consumption tax and local consumption tax together on a fee (消費税法 art. 29, 地方税法 art. 72-83). */
    CONSUMPTION_TAX_PERCENT(0, 100, from("2019-10-01", 10)),
    /** Percent of the input tax that a buyer may deduct when the supplier issues no qualified invoice. */
    UNREGISTERED_DEDUCTION_PERCENT(
            0,
            100,
            from("2023-10-01", 80),
            from("2026-10-01", 70),
            from("2028-10-01", 50),
            from("2030-10-01", 30),
            from("2031-10-01", 0));

    private final int minimum;
    private final int maximum;
    private final List<Shipped> shipped;

    DatedRule(int minimum, int maximum, Shipped... shipped) {
        this.minimum = minimum;
        this.maximum = maximum;
        this.shipped = List.of(shipped);
    }

    /** A value of the release, and the first day on which it holds. */
    public record Shipped(LocalDate from, int value) {}

    private static Shipped from(String day, int value) {
        return new Shipped(LocalDate.parse(day), value);
    }

    /** What holds where nothing was added, the earliest first; on days before the first that one is taken too. Never empty. */
    public List<Shipped> shipped() {
        return shipped;
    }

    public int minimum() {
        return minimum;
    }

    public int maximum() {
        return maximum;
    }
}
