package jp.enishi.contracts.rule.domain;

import static jp.enishi.contracts.rule.domain.DatedRule.NOTICE_DAYS;
import static jp.enishi.contracts.rule.domain.DatedRule.PAYMENT_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.engagement.domain.Deadlines;
import jp.enishi.contracts.rule.domain.Rulebook.Added;
import org.junit.jupiter.api.Test;

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
    void anEngagementGoesByTheRulesOfItsLastDay() {
        var rules = new Rulebook(List.of(notice(DAY, 45)));
        LocalDate start = DAY.minusYears(1);
        assertThat(Deadlines.noticeBy(rules, start, DAY.minusDays(1))).isEqualTo(DAY.minusDays(31));
        assertThat(Deadlines.noticeBy(rules, start, DAY)).isEqualTo(DAY.minusDays(45));
    }
}
