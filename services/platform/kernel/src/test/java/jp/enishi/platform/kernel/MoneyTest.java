package jp.enishi.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void amountsOfOneCurrencyAddUpAndCompare() {
        assertThat(Money.yen(1).plus(Money.yen(2))).isEqualTo(new Money(3, "JPY"));
        assertThat(Money.yen(1).isLessThan(Money.yen(2))).isTrue();
        assertThat(Money.yen(2).isGreaterThan(Money.yen(2))).isFalse();
    }

    @Test
    void aShareIsRoundedDown() {
        assertThat(Money.yen(999).percent(50)).isEqualTo(Money.yen(499));
    }

    @Test
    void moneyIsNeverNegativeNorOfNoCurrency() {
        assertThatThrownBy(() -> Money.yen(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, "YEN")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void currenciesDoNotMixAndSumsDoNotOverflow() {
        assertThatThrownBy(() -> Money.yen(1).plus(new Money(1, "EUR"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.yen(1).compareTo(new Money(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.yen(Long.MAX_VALUE).plus(Money.yen(1))).isInstanceOf(ArithmeticException.class);
    }
}
