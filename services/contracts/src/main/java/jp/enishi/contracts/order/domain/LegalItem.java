package jp.enishi.contracts.order.domain;

import java.util.function.Predicate;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.ContractType;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.Payment;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.Terms.Period;
import org.jspecify.annotations.Nullable;

/** The items that フリーランス法 art. 3 wants of an order, each with the place that it comes from. */
public enum LegalItem {
    CLIENT_NAME("/parties/client", null, facts -> named(facts.client())),
    TALENT_NAME("/parties/talent", null, facts -> named(facts.talent())),
    ENTRUSTED_ON("/agreedOn", null, facts -> true),
    WORK_CONTENT(
            "/terms/workContent",
            PendingItem.WORK_CONTENT,
            facts -> Text.isWritten(facts.terms().workContent())),
    PERIOD("/terms/period", null, facts -> dated(facts.terms().period())),
    PLACE(
            "/terms/place",
            PendingItem.PLACE,
            facts -> Text.isWritten(facts.terms().place())),
    INSPECTION("/terms/inspection", PendingItem.INSPECTION, facts -> inspected(facts.terms())),
    FEE("/terms/fee", PendingItem.FEE, facts -> priced(facts.terms().fee())),
    PAYMENT_DATE(
            "/terms/payment/dueDay",
            PendingItem.PAYMENT_DATE,
            facts -> due(facts.terms().payment())),
    PAYMENT_METHOD(
            "/terms/payment/method",
            null,
            facts -> facts.terms().payment() != null && facts.terms().payment().method() != null);

    private final String source;
    private final @Nullable PendingItem pending;
    private final Predicate<OrderFacts> there;

    LegalItem(String source, @Nullable PendingItem pending, Predicate<OrderFacts> there) {
        this.source = source;
        this.pending = pending;
        this.there = there;
    }

    /** The pointer of the value among the facts of the order. */
    public String source() {
        return source;
    }

    /** How the item stands. */
    public enum Standing {
        THERE,
        PENDING,
        /** Said not to be: work that isn't inspected has no day on which that ends. */
        NONE,
        MISSING
    }

    public Standing standing(OrderFacts facts) {
        if (pending != null && facts.terms().isPending(pending)) {
            return Standing.PENDING;
        }
        if (this == INSPECTION && there.test(facts) && facts.terms().inspection() == null) {
            return Standing.NONE;
        }
        return there.test(facts) ? Standing.THERE : Standing.MISSING;
    }

    private static boolean named(@Nullable Party party) {
        return party != null && !party.legalName().isBlank() && !party.address().isBlank();
    }

    private static boolean dated(@Nullable Period period) {
        return period != null && period.start() != null && period.end() != null;
    }

    /** Only what is inspected has a day on which that ends; a contract for work says whether it is. */
    private static boolean inspected(Terms terms) {
        return terms.contractType() != ContractType.CONTRACT_FOR_WORK || terms.inspection() != null;
    }

    private static boolean priced(@Nullable Fee fee) {
        return fee != null && (fee.amount() != null || Text.isWritten(fee.formula()));
    }

    private static boolean due(@Nullable Payment payment) {
        return payment != null && payment.dueDay() != null && payment.monthsAfter() != null;
    }
}
