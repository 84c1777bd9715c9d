package jp.enishi.contracts.order.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.Payment;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/** The items that terms may leave for later, in words: those of the order, and of the notice by which they are decided. */
public final class ItemText {
    private final Terms terms;
    private final Language language;
    private final Words words;

    ItemText(Terms terms, Language language) {
        this.terms = terms;
        this.language = language;
        this.words = Words.in(language);
    }

    /**
     * The notice that both sides have signed terms which decide an item.
     *
     * @param amendment its number
     */
    public static Text agreed(Terms terms, PendingItem item, int amendment) {
        return Text.of(agreed(terms, item, amendment, Language.JA), agreed(terms, item, amendment, Language.EN));
    }

    private static String agreed(Terms terms, PendingItem item, int amendment, Language language) {
        var text = new ItemText(terms, language);
        return text.words.of("agreed", String.join(" ", text.of(item)), amendment);
    }

    /** What the terms say of an item, none when they say nothing. */
    List<String> of(PendingItem item) {
        return switch (item) {
            case WORK_CONTENT -> text(terms.workContent());
            case FEE -> fee();
            case PAYMENT_DATE -> List.of(paymentDate());
            case PLACE -> place();
            case INSPECTION -> List.of(inspection());
        };
    }

    private List<String> fee() {
        var values = new ArrayList<String>();
        Fee fee = terms.fee();
        Money amount = fee == null ? null : fee.amount();
        if (amount != null) {
            values.add(words.of("fee.amount", amount.amount()));
        }
        Text formula = fee == null ? null : fee.formula();
        if (Text.isWritten(formula)) {
            values.add(words.of("fee.formula", Objects.requireNonNull(formula).in(language)));
        }
        return values;
    }

    private List<String> place() {
        var values = new ArrayList<>(text(terms.place()));
        if (terms.workplace() != null) {
            values.add(words.of("workplace." + terms.workplace(), terms.onSiteDays() == null ? 0 : terms.onSiteDays()));
        }
        return Text.isWritten(terms.place()) ? values : List.of();
    }

    private String inspection() {
        return terms.inspection() == null
                ? words.of("inspection.none")
                : words.of(
                        "inspection.days",
                        Objects.requireNonNull(terms.inspection().days()));
    }

    private String paymentDate() {
        Payment payment = terms.payment();
        if (payment == null || payment.dueDay() == null || payment.monthsAfter() == null) {
            return "";
        }
        String month = words.of("payment.month." + payment.monthsAfter());
        return payment.dueDay() >= 31
                ? words.of("payment.lastDay", month)
                : words.of("payment.day", month, payment.dueDay());
    }

    List<String> text(@Nullable Text text) {
        return text == null ? List.of() : text.in(language).lines().toList();
    }
}
