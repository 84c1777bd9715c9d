package jp.enishi.contracts.terms.domain;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.rule.domain.DatedRule;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.terms.domain.Terms.ContractType;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.Payment;
import jp.enishi.contracts.terms.domain.Terms.Pending;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.Terms.Period;
import jp.enishi.contracts.terms.domain.Terms.Reentrustment;
import jp.enishi.contracts.terms.domain.Terms.Settlement;
import jp.enishi.contracts.terms.domain.Terms.SettlementMethod;
import jp.enishi.contracts.terms.domain.Terms.WorkplaceKind;
import jp.enishi.platform.kernel.FieldError;
import jp.enishi.platform.kernel.Money;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.kernel.Wording;
import org.jspecify.annotations.Nullable;

/**
 * What terms must say and may say before anybody can be asked to accept them: agreed terms never change, so what the
 * law wants of an order (フリーランス法 art. 3, 取適法) is asked of the offer already.
 */
public final class TermsRules {
    private static final Wording WORDING = Wording.shipped();
    private static final int PROSE = 10_000;
    private static final int LINE = 300;
    private static final int LONGEST_YEARS = 5;
    private static final long MOST_YEN_A_MONTH = 100_000_000;
    private static final Set<Integer> ROUNDINGS = Set.of(1, 10, 100, 1_000);
    private static final Set<Integer> STEPS = Set.of(1, 5, 6, 10, 15, 30, 60);
    /** Months after which the lengths of months repeat, leap years included. */
    private static final int ALL_MONTHS = 48;

    private final String at;
    private final Terms terms;
    private final Rulebook rules;
    private final LocalDate today;
    private final LocalDate earliest;
    private final List<FieldError> errors = new ArrayList<>();

    private TermsRules(String at, Terms terms, Rulebook rules, LocalDate today, LocalDate earliest) {
        this.at = at;
        this.terms = terms;
        this.rules = rules;
        this.today = today;
        this.earliest = earliest;
    }

    /**
     * Refuses what is wrong or missing, all of it at once.
     *
     * @param at the pointer of the terms in the request
     * @param rules of which those that hold today count
     * @param today the day in Japan by the database's clock
     * @throws ValidationFailure with pointers
     */
    public static void check(String at, Terms terms, Rulebook rules, LocalDate today) {
        check(at, terms, rules, today, today.minusYears(1));
    }

    /** The same with another earliest first day: that of the engagement whose terms change. */
    public static void check(String at, Terms terms, Rulebook rules, LocalDate today, LocalDate earliest) {
        List<FieldError> errors = errors(at, terms, rules, today, earliest);
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
    }

    /** Refuses words of employment and dispatch (偽装請負) in what is said beside the terms. */
    public static void checkWords(String at, @Nullable String text) {
        List<FieldError> errors = WORDING.check(at, text);
        if (!errors.isEmpty()) {
            throw new ValidationFailure(errors);
        }
    }

    static List<FieldError> errors(String at, Terms terms, Rulebook rulebook, LocalDate today, LocalDate earliest) {
        var rules = new TermsRules(at, terms, rulebook, today, earliest);
        rules.pending();
        rules.work();
        rules.fee();
        rules.settlement();
        rules.period();
        rules.place();
        rules.payment();
        rules.inspection();
        rules.name("/responsible", terms.responsible());
        rules.line("/consultationContact", terms.consultationContact());
        return List.copyOf(rules.errors);
    }

    private void pending() {
        var seen = EnumSet.noneOf(PendingItem.class);
        for (int i = 0; i < terms.pending().size(); i++) {
            Pending left = terms.pending().get(i);
            String pointer = "/pending/" + i;
            PendingItem item = left.item();
            required(pointer + "/item", item);
            if (item != null && !seen.add(item)) {
                refuse(pointer + "/item", "duplicate");
            }
            text(pointer + "/reason", left.reason(), PROSE, true);
            LocalDate planned = left.plannedOn();
            required(pointer + "/plannedOn", planned);
            if (planned != null && planned.isBefore(today)) {
                refuse(pointer + "/plannedOn", "in-the-past");
            }
        }
        decidedOrPending(PendingItem.WORK_CONTENT, "/workContent", Text.isWritten(terms.workContent()));
        Fee fee = terms.fee();
        decidedOrPending(
                PendingItem.FEE, "/fee", fee != null && (fee.amount() != null || Text.isWritten(fee.formula())));
        Payment payment = terms.payment();
        decidedOrPending(PendingItem.PAYMENT_DATE, "/payment/dueDay", payment != null && payment.dueDay() != null);
        decidedOrPending(PendingItem.PLACE, "/place", Text.isWritten(terms.place()));
        if (terms.isPending(PendingItem.INSPECTION) && terms.inspection() != null) {
            refuse("/inspection", "decided-and-pending");
        }
    }

    private void decidedOrPending(PendingItem item, String pointer, boolean decided) {
        if (decided && terms.isPending(item)) {
            refuse(pointer, "decided-and-pending");
        } else if (!decided && !terms.isPending(item)) {
            refuse(pointer, "required");
        }
    }

    private void work() {
        text("/workContent", terms.workContent(), PROSE, false);
        text("/deliverable", terms.deliverable(), PROSE, false);
        required("/contractType", terms.contractType());
        if (terms.contractType() == ContractType.CONTRACT_FOR_WORK && !Text.isWritten(terms.deliverable())) {
            refuse("/deliverable", "required");
        }
        required("/utilisation", terms.utilisation());
        range("/utilisation", terms.utilisation(), 10, 100);
    }

    private void fee() {
        Fee fee = terms.fee();
        if (fee == null) {
            return;
        }
        Money amount = fee.amount();
        if (amount != null) {
            if (!"JPY".equals(amount.currency())) {
                refuse("/fee/amount/currency", "unknown-currency", Map.of("expected", "JPY"));
            }
            if (amount.amount() < 1 || amount.amount() > MOST_YEN_A_MONTH) {
                refuse("/fee/amount/amount", "out-of-range", Map.of("minimum", 1, "maximum", MOST_YEN_A_MONTH));
            }
        }
        text("/fee/formula", fee.formula(), PROSE, false);
    }

    private void settlement() {
        Settlement settlement = terms.settlement();
        if (settlement == null) {
            return;
        }
        if (terms.contractType() != null && terms.contractType() != ContractType.QUASI_MANDATE_HOURS) {
            refuse("/settlement", "settlement-not-by-hours");
        }
        required("/settlement/method", settlement.method());
        if (settlement.method() == SettlementMethod.FIXED) {
            forbidden("/settlement/lower", settlement.lower());
            forbidden("/settlement/upper", settlement.upper());
            forbidden("/settlement/roundTo", settlement.roundTo());
            forbidden("/settlement/stepMinutes", settlement.stepMinutes());
            return;
        }
        Integer lower = settlement.lower();
        Integer upper = settlement.upper();
        required("/settlement/lower", lower);
        required("/settlement/upper", upper);
        range("/settlement/lower", lower, 1, 300);
        range("/settlement/upper", upper, 1, 300);
        if (lower != null && upper != null && upper < lower) {
            refuse("/settlement/upper", "below-lower", Map.of("lower", lower));
        }
        oneOf("/settlement/roundTo", settlement.roundTo(), ROUNDINGS);
        oneOf("/settlement/stepMinutes", settlement.stepMinutes(), STEPS);
    }

    private void period() {
        Period period = terms.period();
        if (period == null) {
            refuse("/period", "required");
            return;
        }
        LocalDate start = period.start();
        LocalDate end = period.end();
        required("/period/start", start);
        required("/period/end", end);
        boolean possible = isPossible(start);
        if (start != null && !possible) {
            refuse(
                    "/period/start",
                    "out-of-range",
                    Map.of(
                            "minimum",
                            earliest.toString(),
                            "maximum",
                            today.plusYears(2).toString()));
        }
        if (start != null && possible && end != null) {
            if (end.isBefore(start)) {
                refuse("/period/end", "before-start");
            } else if (end.isAfter(start.plusYears(LONGEST_YEARS))) {
                refuse(
                        "/period/end",
                        "out-of-range",
                        Map.of("maximum", start.plusYears(LONGEST_YEARS).toString()));
            }
        }
    }

    private boolean isPossible(@Nullable LocalDate start) {
        return start != null && !start.isBefore(earliest) && !start.isAfter(today.plusYears(2));
    }

    private void place() {
        text("/place", terms.place(), LINE, false);
        required("/workplace", terms.workplace());
        range("/onSiteDays", terms.onSiteDays(), 0, 5);
        if (terms.workplace() == WorkplaceKind.HYBRID) {
            required("/onSiteDays", terms.onSiteDays());
        }
        if (terms.workplace() == WorkplaceKind.REMOTE && terms.onSiteDays() != null && terms.onSiteDays() > 0) {
            refuse("/onSiteDays", "out-of-range", Map.of("minimum", 0, "maximum", 0));
        }
    }

    private void payment() {
        Payment payment = terms.payment();
        if (payment == null) {
            refuse("/payment", "required");
            return;
        }
        required("/payment/method", payment.method());
        required("/payment/transferFeeBearer", payment.transferFeeBearer());
        required("/payment/closing", payment.closing());
        Integer dueDay = payment.dueDay();
        Integer monthsAfter = payment.monthsAfter();
        range("/payment/dueDay", dueDay, 1, 31);
        range("/payment/monthsAfter", monthsAfter, 0, 2);
        reentrustment();
        if (dueDay == null) {
            return;
        }
        required("/payment/monthsAfter", monthsAfter);
        if (monthsAfter != null && dueDay >= 1 && dueDay <= 31 && monthsAfter >= 0 && monthsAfter <= 2) {
            tooLate(monthsAfter, dueDay)
                    .ifPresent(month -> refuse(
                            "/payment",
                            "payment-too-late",
                            Map.of(
                                    "closing",
                                    month.atEndOfMonth().toString(),
                                    "due",
                                    PaymentDates.due(month, monthsAfter, dueDay).toString(),
                                    "longest",
                                    rules.on(DatedRule.PAYMENT_DAYS, today))));
        }
    }

    /**
     * Each closing of the period, or every possible one while the period is open. The day on which the client is paid
     * itself is one day, so it can stand for one closing only.
     */
    private Optional<YearMonth> tooLate(int monthsAfter, int dueDay) {
        Period period = terms.period();
        LocalDate start = period == null ? null : period.start();
        LocalDate end = period == null ? null : period.end();
        boolean known = start != null
                && isPossible(start)
                && end != null
                && !end.isBefore(start)
                && !end.isAfter(start.plusYears(LONGEST_YEARS));
        YearMonth first = known ? YearMonth.from(start) : YearMonth.from(today);
        YearMonth last = known ? YearMonth.from(end) : first.plusMonths(ALL_MONTHS);
        boolean result = terms.contractType() != ContractType.QUASI_MANDATE_HOURS;
        Reentrustment again = terms.reentrustment();
        LocalDate original = again == null ? null : again.originalDue();
        if (original != null
                && first.equals(last)
                && PaymentDates.days(original, PaymentDates.due(last, monthsAfter, dueDay))
                        <= rules.on(DatedRule.REENTRUSTED_PAYMENT_DAYS, today)) {
            return Optional.empty();
        }
        return PaymentDates.firstTooLate(
                first, last, monthsAfter, dueDay, result, rules.on(DatedRule.PAYMENT_DAYS, today));
    }

    private void reentrustment() {
        Reentrustment again = terms.reentrustment();
        if (again != null) {
            name("/reentrustment/originalClient", again.originalClient());
            required("/reentrustment/originalDue", again.originalDue());
        }
    }

    private void inspection() {
        if (terms.inspection() != null) {
            required("/inspection/days", terms.inspection().days());
            range("/inspection/days", terms.inspection().days(), 1, 60);
        } else if (terms.contractType() == ContractType.CONTRACT_FOR_WORK && !terms.isPending(PendingItem.INSPECTION)) {
            refuse("/inspection/days", "required");
        }
    }

    private void text(String pointer, @Nullable Text text, int longest, boolean required) {
        if (required || text != null) {
            required(pointer + "/ja", Text.isWritten(text) ? text : null);
        }
        if (text != null) {
            length(pointer + "/ja", text.ja(), longest);
            length(pointer + "/en", text.en(), longest);
            errors.addAll(WORDING.check(at + pointer + "/ja", text.ja()));
            errors.addAll(WORDING.check(at + pointer + "/en", text.en()));
        }
    }

    /** The name of somebody, which may have any words in it. */
    private void name(String pointer, @Nullable Text name) {
        required(pointer + "/ja", Text.isWritten(name) ? name : null);
        if (name != null) {
            length(pointer + "/ja", name.ja(), LINE);
            length(pointer + "/en", name.en(), LINE);
        }
    }

    private void line(String pointer, @Nullable String text) {
        required(pointer, text == null || text.isBlank() ? null : text);
        length(pointer, text, LINE);
    }

    private void length(String pointer, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            refuse(pointer, "too-long", Map.of("maximum", longest));
        }
    }

    private void required(String pointer, @Nullable Object value) {
        if (value == null) {
            refuse(pointer, "required");
        }
    }

    private void forbidden(String pointer, @Nullable Object value) {
        if (value != null) {
            refuse(pointer, "not-with-fixed");
        }
    }

    private void range(String pointer, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            refuse(pointer, "out-of-range", Map.of("minimum", least, "maximum", most));
        }
    }

    private void oneOf(String pointer, @Nullable Integer value, Set<Integer> allowed) {
        required(pointer, value);
        if (value != null && !allowed.contains(value)) {
            refuse(
                    pointer,
                    "not-allowed",
                    Map.of("allowed", allowed.stream().sorted().toList()));
        }
    }

    private void refuse(String pointer, String code) {
        refuse(pointer, code, Map.of());
    }

    private void refuse(String pointer, String code, Map<String, ?> args) {
        errors.add(new FieldError(at + pointer, code, args));
    }
}
