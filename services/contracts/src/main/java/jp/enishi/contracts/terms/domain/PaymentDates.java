package jp.enishi.contracts.terms.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a fee is paid, and whether that is soon enough. What is done for a month counts as received on its closing day
 * when the contract is about working through the month; a result may be received on any day of the month, so that its
 * first day decides.
 */
public final class PaymentDates {

    /** Days from receipt, the day of receipt being day 1 (フリーランス法 art. 4). */
    public static final int LONGEST = 60;

    /** Days from the day on which the client is paid itself, that day being day 1. */
    public static final int LONGEST_AFTER_ORIGINAL = 30;

    private PaymentDates() {}

    /** The day of payment for what closed in a month; a month without the day pays on its last. */
    public static LocalDate due(YearMonth closed, int monthsAfter, int dueDay) {
        YearMonth month = closed.plusMonths(monthsAfter);
        return month.atDay(Math.min(dueDay, month.lengthOfMonth()));
    }

    /** Days that pass from receipt to payment, counting both. */
    public static long days(LocalDate received, LocalDate paid) {
        return ChronoUnit.DAYS.between(received, paid) + 1;
    }

    /** The first month between two, both included, whose fee would be paid too late; nothing when all are soon enough. */
    public static Optional<YearMonth> firstTooLate(
            YearMonth first, YearMonth last, int monthsAfter, int dueDay, boolean result) {
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .filter(month -> days(received(month, result), due(month, monthsAfter, dueDay)) > LONGEST)
                .findFirst();
    }

    static LocalDate received(YearMonth month, boolean result) {
        return result ? month.atDay(1) : month.atEndOfMonth();
    }
}
