package jp.enishi.web.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateExtension.TemplateAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.enishi.web.page.Contents;
import jp.enishi.web.page.Formats;
import jp.enishi.web.page.Labels;
import jp.enishi.web.page.Language;
import jp.enishi.web.page.Messages;
import jp.enishi.web.page.Page;
import jp.enishi.web.service.Money;
import org.jspecify.annotations.Nullable;

/** Terms in words, line by line, and what one version of them changed. */
public final class TermsText {
    private final JsonNode terms;
    private final Language language;
    private final List<Line> lines = new ArrayList<>();

    private TermsText(JsonNode terms, Language language) {
        this.terms = terms;
        this.language = language;
    }

    /** An item and what was agreed on it. */
    public record Line(String label, String text) {}

    /** Every item that the terms name; what is left for later stands with its reason and day. */
    public static List<Line> lines(@Nullable JsonNode terms, Language language) {
        if (terms == null || !terms.isObject()) {
            return List.of();
        }
        var text = new TermsText(terms, language);
        text.write();
        return List.copyOf(text.lines);
    }

    /** One side of a change, in words: of a group each of its parts. */
    public static String side(String pointer, @Nullable JsonNode value, Language language) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return Messages.text(language, "none");
        }
        if (value.isContainerNode()) {
            var parts = new ArrayList<String>();
            collect(pointer, value, language, parts);
            return String.join(Messages.text(language, "list_comma"), parts);
        }
        return Contents.of(pointer, List.of(value.asText()), language);
    }

    private static void collect(String pointer, JsonNode value, Language language, List<String> parts) {
        if (value.isObject()) {
            value.properties().stream()
                    .filter(member -> !member.getKey().equals("currency"))
                    .forEach(member -> collect(pointer + "/" + member.getKey(), member.getValue(), language, parts));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                collect(pointer + "/" + i, value.get(i), language, parts);
            }
        } else if (!value.isNull()) {
            parts.add(Messages.text(language, "item_of", Labels.of(pointer, language), side(pointer, value, language)));
        }
    }

    private void write() {
        code("/contractType");
        text("/workContent");
        text("/deliverable");
        fee();
        text("/fee/formula");
        settlement();
        number("/utilisation", "%d%%");
        between("/period");
        text("/place");
        workplace();
        payment();
        if (terms.at("/inspection/days").isNumber()) {
            add(
                    "/inspection",
                    say("terms_inspection", terms.at("/inspection/days").asInt()));
        } else if (terms.path("contractType").asText("CONTRACT_FOR_WORK").startsWith("QUASI")
                && !pending("INSPECTION")) {
            add("/inspection", say("terms_inspection_none"));
        }
        text("/responsible");
        add("/consultationContact", terms.path("consultationContact").asText(""));
        if (terms.path("reentrustment").isObject()) {
            add(
                    "/reentrustment",
                    say(
                            "terms_reentrustment",
                            bilingual(terms.at("/reentrustment/originalClient")),
                            Formats.date(terms.at("/reentrustment/originalDue").asText(null), language)));
        }
        for (JsonNode left : terms.path("pending")) {
            String item = say("option_pending_item_" + left.path("item").asText());
            lines.add(new Line(
                    Labels.of("/pending", language),
                    say(
                            "terms_pending",
                            item,
                            bilingual(left.path("reason")),
                            Formats.date(left.path("plannedOn").asText(null), language))));
        }
    }

    private void fee() {
        JsonNode amount = terms.at("/fee/amount/amount");
        if (amount.isIntegralNumber()) {
            add("/fee", say("untaxed_month", Formats.money(new Money(amount.longValue(), "JPY"), language)));
        }
    }

    private void settlement() {
        JsonNode settlement = terms.path("settlement");
        if (!settlement.isObject()) {
            return;
        }
        String method =
                say("option_settlement_method_" + settlement.path("method").asText());
        add(
                "/settlement",
                settlement.hasNonNull("lower")
                        ? say(
                                "terms_settlement",
                                method,
                                settlement.path("lower").asInt(),
                                settlement.path("upper").asInt(),
                                settlement.path("roundTo").asInt(),
                                settlement.path("stepMinutes").asInt())
                        : method);
    }

    private void workplace() {
        if (!terms.hasNonNull("workplace")) {
            return;
        }
        String kind = code("/workplace", terms.path("workplace"));
        int days = terms.path("onSiteDays").asInt(0);
        add("/workplace", days > 0 ? Messages.text(language, "workplace_hybrid_days", days, kind) : kind);
    }

    private boolean pending(String item) {
        for (JsonNode left : terms.path("pending")) {
            if (left.path("item").asText().equals(item)) {
                return true;
            }
        }
        return false;
    }

    private void payment() {
        JsonNode payment = terms.path("payment");
        if (!payment.isObject()) {
            return;
        }
        String due = payment.hasNonNull("dueDay")
                ? say(
                        "terms_due",
                        code("/payment/monthsAfter", payment.path("monthsAfter")),
                        code("/payment/dueDay", payment.path("dueDay")))
                : say("terms_due_later");
        add(
                "/payment",
                say(
                        "terms_payment",
                        code("/payment/closing", payment.path("closing")),
                        due,
                        code("/payment/method", payment.path("method")),
                        code("/payment/transferFeeBearer", payment.path("transferFeeBearer"))));
    }

    private void between(String pointer) {
        JsonNode period = terms.at(pointer);
        if (period.isObject()) {
            add(
                    pointer,
                    Messages.text(
                            language,
                            "until",
                            Formats.date(period.path("start").asText(null), language),
                            Formats.date(period.path("end").asText(null), language)));
        }
    }

    private void code(String pointer) {
        JsonNode code = terms.at(pointer);
        if (code.isTextual()) {
            add(pointer, code(pointer, code));
        }
    }

    private String code(String pointer, JsonNode code) {
        return Contents.of(pointer, List.of(code.asText("")), language);
    }

    private void number(String pointer, String format) {
        if (terms.at(pointer).isNumber()) {
            add(pointer, format.formatted(terms.at(pointer).asInt()));
        }
    }

    private void text(String pointer) {
        add(pointer, bilingual(terms.at(pointer)));
    }

    private String bilingual(JsonNode text) {
        String wanted = text.path(language.tag()).asText("");
        return wanted.isBlank() ? text.path(language.other().tag()).asText("") : wanted;
    }

    private void add(String pointer, String text) {
        if (!text.isBlank()) {
            lines.add(new Line(Labels.of(pointer, language), text));
        }
    }

    private String say(String key, Object... arguments) {
        return Messages.text(language, key, arguments);
    }

    /** What templates ask. */
    @TemplateExtension(namespace = "terms")
    static final class Words {
        private static final int LAST_DAY = 31;

        private Words() {}

        static List<Line> lines(@Nullable JsonNode terms, @TemplateAttribute("page") Object page) {
            return TermsText.lines(terms, ((Page) page).language());
        }

        static String side(String pointer, @Nullable JsonNode value, @TemplateAttribute("page") Object page) {
            return TermsText.side(pointer, value, ((Page) page).language());
        }

        static List<String> codes(String field) {
            return TermsForms.CODES.getOrDefault(field, List.of());
        }

        /** The days of a month on which a fee may be paid; 31 is its last. */
        static List<String> days() {
            return IntStream.rangeClosed(1, LAST_DAY)
                    .mapToObj(Integer::toString)
                    .toList();
        }

        /** The fee alone, for lists and headings. */
        static String fee(@Nullable JsonNode terms, @TemplateAttribute("page") Object page) {
            var language = ((Page) page).language();
            return lines(terms, page).stream()
                    .filter(line -> line.label().equals(Labels.of("/fee", language)))
                    .map(Line::text)
                    .collect(Collectors.joining());
        }
    }
}
