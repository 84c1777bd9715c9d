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

    /**
     * The first month between two, both included, whose fee would be paid too late; nothing when all are soon enough.
     *
     * @param longest days from receipt to payment
     */
    public static Optional<YearMonth> firstTooLate(
            YearMonth first, YearMonth last, int monthsAfter, int dueDay, boolean result, int longest) {
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .filter(month -> days(received(month, result), due(month, monthsAfter, dueDay)) > longest)
                .findFirst();
    }

    static LocalDate received(YearMonth month, boolean result) {
        return result ? month.atDay(1) : month.atEndOfMonth();
    }
}
