package jp.enishi.web.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import jp.enishi.web.form.Form;
import jp.enishi.web.form.Shape;
import jp.enishi.web.form.Shape.Kind;

/** The fields of the forms in which terms are written. */
public final class TermsForms {
    /** The codes of each field, in the order of the page. */
    static final Map<String, List<String>> CODES = Map.of(
            "contractType", List.of("QUASI_MANDATE_HOURS", "QUASI_MANDATE_RESULT", "CONTRACT_FOR_WORK"),
            "settlement_method", List.of("UPPER_LOWER", "MIDDLE", "FIXED"),
            "settlement_roundTo", List.of("1", "10", "100", "1000"),
            "settlement_stepMinutes", List.of("1", "5", "6", "10", "15", "30", "60"),
            "payment_monthsAfter", List.of("0", "1", "2"),
            "payment_method", List.of("BANK_TRANSFER", "CASH"),
            "pending_item", List.of("WORK_CONTENT", "FEE", "PAYMENT_DATE", "PLACE", "INSPECTION"));

    /** A new offer. */
    public static final Shape OFFER =
            terms(Shape.of()).with(Kind.TIME, "/expiresAt").build();

    static final Shape COUNTER = terms(Shape.of())
            .with(Kind.TIME, "/expiresAt")
            .with(Kind.TEXT, "/note")
            .build();

    static final Shape AMENDMENT = terms(Shape.of()).with(Kind.TEXT, "/reason").build();

    /** An offer to several people: the terms that all have, and the fee of each. */
    public static final Shape TEAM = terms(Shape.of()
                    .with(Kind.TEXT, "/mode")
                    .chosen("/mode")
                    .with(Kind.ROWS, "/offers")
                    .with(Kind.TEXT, "/offers/*/candidacyId")
                    .with(Kind.BOOLEAN, "/offers/*/taken")
                    .with(Kind.YEN, "/offers/*/fee/amount"))
            .with(Kind.TIME, "/expiresAt")
            .build();

    private TermsForms() {}

    private static Shape.Builder terms(Shape.Builder start) {
        String at = "/terms";
        return start.with(Kind.TEXT, at + "/contractType")
                .with(Kind.TEXT, at + "/workContent/ja", at + "/workContent/en")
                .with(Kind.TEXT, at + "/deliverable/ja", at + "/deliverable/en")
                .with(Kind.YEN, at + "/fee/amount/amount")
                .with(Kind.INTEGER, at + "/utilisation")
                .with(Kind.TEXT, at + "/fee/formula/ja", at + "/fee/formula/en")
                .with(Kind.TEXT, at + "/settlement/method")
                .with(
                        Kind.INTEGER,
                        at + "/settlement/lower",
                        at + "/settlement/upper",
                        at + "/settlement/roundTo",
                        at + "/settlement/stepMinutes")
                .with(Kind.TEXT, at + "/period/start", at + "/period/end", at + "/place/ja", at + "/place/en")
                .with(Kind.TEXT, at + "/workplace")
                .with(Kind.INTEGER, at + "/onSiteDays", at + "/payment/monthsAfter", at + "/payment/dueDay")
                .with(Kind.TEXT, at + "/payment/method", at + "/payment/closing", at + "/payment/transferFeeBearer")
                .with(Kind.INTEGER, at + "/inspection/days")
                .with(Kind.TEXT, at + "/responsible/ja", at + "/responsible/en", at + "/consultationContact")
                .with(
                        Kind.TEXT,
                        at + "/reentrustment/originalClient/ja",
                        at + "/reentrustment/originalClient/en",
                        at + "/reentrustment/originalDue")
                .with(Kind.ROWS, at + "/pending")
                .with(
                        Kind.TEXT,
                        at + "/pending/*/item",
                        at + "/pending/*/plannedOn",
                        at + "/pending/*/reason/ja",
                        at + "/pending/*/reason/en")
                .chosen(at + "/contractType", at + "/workplace", at + "/pending/*/item")
                .chosen(at + "/settlement/method", at + "/settlement/roundTo", at + "/settlement/stepMinutes")
                .chosen(at + "/payment/monthsAfter", at + "/payment/dueDay", at + "/payment/method");
    }

    /**
     * What the reader meant: no settlement when none was chosen, and one without hours when the fee is fixed.
     *
     * @return the terms in the document, which has them even when nothing was typed
     */
    public static ObjectNode meant(ObjectNode document) {
        ObjectNode terms = document.withObject("/terms");
        String method = terms.at("/settlement/method").asText("");
        if (method.isEmpty()) {
            terms.remove("settlement");
        } else if (method.equals("FIXED")) {
            terms.withObject("/settlement").retain("method");
        }
        return terms;
    }

    /** Usual terms, where the case says nothing of them. */
    public static Form usual(Form form) {
        return form.preset("/terms/contractType", "QUASI_MANDATE_HOURS")
                .preset("/terms/settlement/method", "UPPER_LOWER")
                .preset("/terms/settlement/roundTo", "10")
                .preset("/terms/settlement/stepMinutes", "15")
                .preset("/terms/payment/monthsAfter", "1")
                .preset("/terms/payment/dueDay", "31")
                .preset("/terms/payment/method", "BANK_TRANSFER");
    }
}
