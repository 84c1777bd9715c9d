package jp.enishi.contracts.rule.api;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import jp.enishi.contracts.rule.domain.DatedRule;

/**
 * Another value of a rule.
 *
 * @param from the first day on which it holds, tomorrow at the earliest
 * @param reason the law or the decision behind it
 */
public record RuleAddition(
        @NotNull DatedRule rule,
        @NotNull LocalDate from,
        @NotNull Integer value,
        @NotNull String reason) {}
