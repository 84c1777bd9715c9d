package jp.enishi.contracts.rule.domain;

import static jp.enishi.contracts.rule.domain.DatedRule.CONSUMPTION_TAX_PERCENT;
import static jp.enishi.contracts.rule.domain.DatedRule.NOTICE_DAYS;
import static jp.enishi.contracts.rule.domain.DatedRule.PAYMENT_DAYS;
import static jp.enishi.contracts.rule.domain.DatedRule.UNREGISTERED_DEDUCTION_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.engagement.domain.Deadlines;
import jp.enishi.contracts.rule.domain.Rulebook.Added;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulebookTest {
    private static final LocalDate DAY = LocalDate.of(2028, 4, 1);

    private static Added notice(LocalDate from, int days) {
        return new Added(NOTICE_DAYS, from, days, "改正", UUID.randomUUID(), Instant.EPOCH);
    }

    @Test
    void aValueHoldsFromItsDayUntilTheNext() {
        var rules = new Rulebook(List.of(notice(DAY.plusYears(1), 60), notice(DAY, 45)));
        assertThat(rules.on(NOTICE_DAYS, DAY.minusDays(1))).isEqualTo(30);
        assertThat(rules.on(NOTICE_DAYS, DAY)).isEqualTo(45);
        assertThat(rules.on(NOTICE_DAYS, DAY.plusYears(1).minusDays(1))).isEqualTo(45);
        assertThat(rules.on(NOTICE_DAYS, DAY.plusYears(1))).isEqualTo(60);
        assertThat(rules.on(NOTICE_DAYS, LocalDate.of(2020, 1, 1))).isEqualTo(30);
        assertThat(rules.on(PAYMENT_DAYS, DAY)).isEqualTo(60);
    }

    @Test
    void ofTwoForTheSameDayTheLaterCounts() {
        var rules = new Rulebook(List.of(notice(DAY, 45), notice(DAY, 40)));
        assertThat(rules.on(NOTICE_DAYS, DAY)).isEqualTo(40);
        assertThat(rules.of(NOTICE_DAYS)).hasSize(2);
    }

    @Test
    void aReleaseShipsWhatIsLawForLaterToo() {
        var rules = Rulebook.FIRST;
        assertThat(rules.of(UNREGISTERED_DEDUCTION_PERCENT).stream().map(Rulebook.Value::value))
                .containsExactly(80, 70, 50, 30, 0);
        for (var step : List.of(
                Map.entry("2023-10-01", 80),
                Map.entry("2026-09-30", 80),
                Map.entry("2026-10-01", 70),
                Map.entry("2028-09-30", 70),
                Map.entry("2028-10-01", 50),
                Map.entry("2030-10-01", 30),
                Map.entry("2031-09-30", 30),
                Map.entry("2031-10-01", 0))) {
            assertThat(rules.on(UNREGISTERED_DEDUCTION_PERCENT, LocalDate.parse(step.getKey())))
                    .as(step.getKey())
                    .isEqualTo(step.getValue());
        }
        assertThat(rules.on(CONSUMPTION_TAX_PERCENT, LocalDate.of(2019, 10, 1))).isEqualTo(10);
        assertThat(rules.on(CONSUMPTION_TAX_PERCENT, DAY)).isEqualTo(10);
    }

    @Test
    void whatIsAddedHoldsUntilTheNextShippedValueAndTakesThePlaceOfOneOfItsDay() {
        LocalDate shipped = LocalDate.of(2028, 10, 1);
        var rules = new Rulebook(List.of(
                new Added(UNREGISTERED_DEDUCTION_PERCENT, DAY, 60, "改正", UUID.randomUUID(), Instant.EPOCH),
                new Added(UNREGISTERED_DEDUCTION_PERCENT, shipped, 55, "改正", UUID.randomUUID(), Instant.EPOCH)));
        assertThat(rules.on(UNREGISTERED_DEDUCTION_PERCENT, DAY.minusDays(1))).isEqualTo(70);
        assertThat(rules.on(UNREGISTERED_DEDUCTION_PERCENT, shipped.minusDays(1)))
                .isEqualTo(60);
        assertThat(rules.on(UNREGISTERED_DEDUCTION_PERCENT, shipped)).isEqualTo(55);
        assertThat(rules.on(UNREGISTERED_DEDUCTION_PERCENT, LocalDate.of(2030, 10, 1)))
                .isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(DatedRule.class)
    void whatIsShippedIsInOrderAndWithinItsBounds(DatedRule rule) {
        assertThat(rule.shipped()).isNotEmpty().isSortedAccordingTo(Comparator.comparing(DatedRule.Shipped::from));
        assertThat(rule.shipped().stream().map(DatedRule.Shipped::from)).doesNotHaveDuplicates();
        assertThat(rule.shipped()).allMatch(one -> one.value() >= rule.minimum() && one.value() <= rule.maximum());
    }

    @Test
    void anEngagementGoesByTheRulesOfItsLastDay() {
        var rules = new Rulebook(List.of(notice(DAY, 45)));
        LocalDate start = DAY.minusYears(1);
        assertThat(Deadlines.noticeBy(rules, start, DAY.minusDays(1))).isEqualTo(DAY.minusDays(31));
        assertThat(Deadlines.noticeBy(rules, start, DAY)).isEqualTo(DAY.minusDays(45));
    }
}
