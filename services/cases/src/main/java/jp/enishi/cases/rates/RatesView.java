package jp.enishi.cases.rates;

import java.time.Instant;
import java.util.List;
import jp.enishi.cases.clientcase.domain.WorkplaceKind;
import jp.enishi.platform.kernel.Money;

/**
 * What rates people wish for: a month at 100 %, tax excluded, rounded to 10,000 yen.
 *
 * @param asOf when this was made
 */
public record RatesView(Instant asOf, List<Group> groups) {

    /**
     * People of one role, utilisation and kind of workplace, never fewer than five.
     *
     * @param lower a quarter of them wish for at most this
     * @param upper a quarter of them wish for at least this
     */
    public record Group(
            String role,
            Utilisation utilisation,
            WorkplaceKind workplace,
            int sampleSize,
            Money lower,
            Money median,
            Money upper) {}
}
