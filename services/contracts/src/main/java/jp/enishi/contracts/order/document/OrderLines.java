package jp.enishi.contracts.order.document;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.party.domain.Party;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.Terms.Payment;
import jp.enishi.contracts.terms.domain.Terms.Pending;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.Terms.Period;
import jp.enishi.contracts.terms.domain.Terms.Reentrustment;
import jp.enishi.contracts.terms.domain.Terms.Settlement;
import jp.enishi.contracts.terms.domain.Terms.SettlementMethod;

/** What an order says, line by line: every line is made of the facts. */
final class OrderLines {
    private final OrderFacts facts;
    private final Terms terms;
    private final Language language;
    private final Words words;
    private final ItemText items;
    private final DateTimeFormatter date;
    private final List<Line> lines = new ArrayList<>();

    private OrderLines(OrderFacts facts, Language language) {
        this.facts = facts;
        this.terms = facts.terms();
        this.language = language;
        this.words = Words.in(language);
        this.items = new ItemText(terms, language);
        this.date = DateTimeFormatter.ofPattern(words.of("date"), words.locale());
    }

    /** A heading and what is said under it. */
    record Line(String label, List<String> values) {}

    static List<Line> of(OrderFacts facts, Language language) {
        return new OrderLines(facts, language).all();
    }

    private List<Line> all() {
        add("number", facts.number());
        Text title = facts.caseTitle();
        if (Text.isWritten(title)) {
            add("case", Objects.requireNonNull(title).in(language));
        }
        add("agreedOn", day(facts.agreedOn()));
        add("placedOn", day(Objects.requireNonNull(facts.placedOn())));
        add("client", party(Objects.requireNonNull(facts.client())));
        add("talent", party(Objects.requireNonNull(facts.talent())));
        add("contractType", words.of("contractType." + terms.contractType()));
        addOrPending("workContent", PendingItem.WORK_CONTENT);
        if (Text.isWritten(terms.deliverable())) {
            add("deliverable", items.text(terms.deliverable()));
        }
        addOrPending("fee", PendingItem.FEE);
        add("settlement", settlement());
        add("utilisation", words.of("percent", Objects.requireNonNull(terms.utilisation())));
        add("period", period());
        addOrPending("place", PendingItem.PLACE);
        addOrPending("inspection", PendingItem.INSPECTION);
        addOrPending("paymentDate", PendingItem.PAYMENT_DATE);
        add("paymentMethod", paymentMethod());
        add("responsible", items.text(terms.responsible()));
        add("consultation", Objects.requireNonNull(terms.consultationContact()), words.of("consultation.note"));
        Reentrustment again = terms.reentrustment();
        if (again != null) {
            add(
                    "reentrustment",
                    words.of(
                            "reentrustment.value",
                            Objects.requireNonNull(again.originalClient()).in(language),
                            day(Objects.requireNonNull(again.originalDue()))));
        }
        add("termsHash", facts.termsHash());
        return List.copyOf(lines);
    }

    private List<String> party(Party party) {
        var values = new ArrayList<String>();
        values.add(party.legalName());
        values.add(party.address());
        values.add(words.of("contact", party.contact()));
        if (party.invoiceNumber() != null) {
            values.add(words.of("invoiceNumber", party.invoiceNumber()));
        }
        return values;
    }

    private String settlement() {
        Settlement settlement = terms.settlement();
        if (settlement == null) {
            return words.of("settlement.none");
        }
        SettlementMethod method = Objects.requireNonNull(settlement.method());
        return method == SettlementMethod.FIXED
                ? words.of("settlement.FIXED")
                : words.of(
                        "settlement." + method,
                        Objects.requireNonNull(settlement.lower()),
                        Objects.requireNonNull(settlement.upper()),
                        Objects.requireNonNull(settlement.stepMinutes()),
                        Objects.requireNonNull(settlement.roundTo()));
    }

    private List<String> period() {
        Period period = terms.period();
        return period == null || period.start() == null || period.end() == null
                ? List.of()
                : List.of(words.of("period.value", day(period.start()), day(period.end())));
    }

    private List<String> paymentMethod() {
        Payment payment = Objects.requireNonNull(terms.payment());
        return List.of(words.of("method." + payment.method()), words.of("transferFee"));
    }

    private String day(LocalDate day) {
        return date.format(day);
    }

    /** An item that is decided, or why it is not yet and by when it will be. */
    private void addOrPending(String key, PendingItem item) {
        for (Pending left : terms.pending()) {
            if (left.item() == item) {
                add(
                        key,
                        words.of(
                                "pending",
                                Objects.requireNonNull(left.reason()).in(language),
                                day(Objects.requireNonNull(left.plannedOn()))));
                return;
            }
        }
        add(key, items.of(item));
    }

    private void add(String key, String... values) {
        add(key, List.of(values));
    }

    private void add(String key, List<String> values) {
        lines.add(new Line(words.of(key), List.copyOf(values)));
    }
}
