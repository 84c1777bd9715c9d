package jp.enishi.contracts.terms.domain;

import java.time.LocalDate;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the agreed fee of a month comes to with consumption tax, at the rate of the day on which the work begins. The tax is
 * calculated once of the whole amount, and what is less than a yen is dropped. It says nothing about what is paid: terms are
 * without tax, and each payment goes by the rate of its own time.
 *
 * @param percent the rate of the tax
 * @param fee of the terms, tax excluded
 */
public record Taxed(int percent, Money fee, Money tax, Money total) {

    /** Null while no amount or no first day is agreed on. */
    public static @Nullable Taxed of(Terms terms, Rulebook rules) {
        Money fee = terms.fee() == null ? null : terms.fee().amount();
        LocalDate start = terms.period() == null ? null : terms.period().start();
        if (fee == null || start == null) {
            return null;
        }
        int percent = rules.on(DatedRule.CONSUMPTION_TAX_PERCENT, start);
        Money tax = fee.percent(percent);
        return new Taxed(percent, fee, tax, fee.plus(tax));
    }
}
