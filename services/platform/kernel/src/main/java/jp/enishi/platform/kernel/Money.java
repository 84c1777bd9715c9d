package jp.enishi.platform.kernel;

import java.util.Currency;

/**
 * An amount in whole minor units of its currency (yen has none smaller, so 900,000 is ¥900,000).
 * Never negative; arithmetic that would overflow or mix currencies throws.
 */
public record Money(long amount, String currency) implements Comparable<Money> {
    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("money is never negative");
        }
        Currency.getInstance(currency);
    }

    public static Money yen(long amount) {
        return new Money(amount, "JPY");
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /** This amount at the given share, rounded down to the whole unit; 100 is all of it. */
    public Money percent(int percent) {
        return new Money(Math.multiplyExact(amount, percent) / 100, currency);
    }

    public boolean isLessThan(Money other) {
        return compareTo(other) < 0;
    }

    public boolean isGreaterThan(Money other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(amount, sameCurrency(other).amount);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
