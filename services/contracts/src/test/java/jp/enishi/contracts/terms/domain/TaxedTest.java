package jp.enishi.contracts.terms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.rule.domain.Rulebook.Added;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.Period;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaxedTest {
    private static final LocalDate START = LocalDate.of(2027, 1, 4);

    @Test
    void theTaxIsOfTheRateOfTheFirstDay() {
        var change = START.plusDays(1);
        var rules = new Rulebook(List.of(
                new Added(DatedRule.CONSUMPTION_TAX_PERCENT, change, 12, "改正", UUID.randomUUID(), Instant.EPOCH)));
        assertThat(Taxed.of(terms(Money.yen(900_000), START), rules))
                .isEqualTo(new Taxed(10, Money.yen(900_000), Money.yen(90_000), Money.yen(990_000)));
        assertThat(Taxed.of(terms(Money.yen(900_000), change), rules))
                .isEqualTo(new Taxed(12, Money.yen(900_000), Money.yen(108_000), Money.yen(1_008_000)));
    }

    @Test
    void whatIsLessThanAYenIsDroppedOnceOfTheWhole() {
        assertThat(Taxed.of(terms(Money.yen(1_234_569), START), Rulebook.FIRST))
                .isEqualTo(new Taxed(10, Money.yen(1_234_569), Money.yen(123_456), Money.yen(1_358_025)));
        assertThat(Taxed.of(terms(Money.yen(9), START), Rulebook.FIRST))
                .isEqualTo(new Taxed(10, Money.yen(9), Money.yen(0), Money.yen(9)));
    }

    @Test
    void thereIsNoneWithoutAnAmountOrAFirstDay() {
        assertThat(Taxed.of(terms(null, START), Rulebook.FIRST)).isNull();
        assertThat(Taxed.of(terms(Money.yen(900_000), null), Rulebook.FIRST)).isNull();
        assertThat(Taxed.of(
                        new Terms(
                                null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                                null, null),
                        Rulebook.FIRST))
                .isNull();
    }

    private static Terms terms(@Nullable Money fee, @Nullable LocalDate start) {
        return new Terms(
                null,
                null,
                null,
                new Fee(fee, null),
                null,
                null,
                new Period(start, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
