package jp.enishi.contracts.order.domain;

import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.terms.domain.Terms;
import org.jspecify.annotations.Nullable;

/**
 * All that an order says, and where it comes from: the agreed version and the parties' own declarations. Nothing is typed
 * again.
 *
 * @param number how people call the order
 * @param agreedOn the day of the agreement in Japan (業務委託をした日)
 * @param placedOn the day of the order in Japan, when it is placed
 */
public record OrderFacts(
        UUID orderId,
        String number,
        @Nullable Text caseTitle,
        Terms terms,
        String termsHash,
        LocalDate agreedOn,
        @Nullable LocalDate placedOn,
        @Nullable Party client,
        @Nullable Party talent) {

    public OrderFacts placed(LocalDate day) {
        return new OrderFacts(orderId, number, caseTitle, terms, termsHash, agreedOn, day, client, talent);
    }
}
