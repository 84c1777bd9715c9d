package jp.enishi.contracts.terms.domain;

import static jp.enishi.contracts.terms.domain.TermsExamples.TODAY;
import static jp.enishi.contracts.terms.domain.TermsExamples.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Consumer;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.terms.domain.Terms.ContractType;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.FeeBearer;
import jp.enishi.contracts.terms.domain.Terms.Inspection;
import jp.enishi.contracts.terms.domain.Terms.Payment;
import jp.enishi.contracts.terms.domain.Terms.PaymentMethod;
import jp.enishi.contracts.terms.domain.Terms.Pending;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import jp.enishi.contracts.terms.domain.Terms.Period;
import jp.enishi.contracts.terms.domain.Terms.Reentrustment;
import jp.enishi.contracts.terms.domain.Terms.Settlement;
import jp.enishi.contracts.terms.domain.Terms.SettlementMethod;
import jp.enishi.contracts.terms.domain.Terms.WorkplaceKind;
import jp.enishi.contracts.terms.domain.TermsExamples.Parts;
import jp.enishi.platform.kernel.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsRulesTest {
    @Test
    void theExampleIsRight() {
        assertThat(errors(parts -> {})).isEmpty();
    }

    @Test
    void whatTheLawWantsMustBeThere() {
        assertThat(errors(parts -> parts.workContent = new Text(" ", "only English")))
                .contains("/terms/workContent required");
        assertThat(errors(parts -> parts.fee = null)).containsExactly("/terms/fee required");
        assertThat(errors(parts -> parts.fee = new Fee(null, null))).containsExactly("/terms/fee required");
        assertThat(errors(parts -> parts.period = null)).containsExactly("/terms/period required");
        assertThat(errors(parts -> parts.period = new Period(LocalDate.of(2026, 5, 1), null)))
                .containsExactly("/terms/period/end required");
        assertThat(errors(parts -> parts.place = null)).containsExactly("/terms/place required");
        assertThat(errors(parts -> parts.payment = null)).contains("/terms/payment required");
        assertThat(errors(parts -> parts.payment = payment(null, 1))).containsExactly("/terms/payment/dueDay required");
        assertThat(errors(parts -> parts.payment = payment(31, null)))
                .containsExactly("/terms/payment/monthsAfter required");
        assertThat(errors(parts -> parts.responsible = null)).containsExactly("/terms/responsible/ja required");
        assertThat(errors(parts -> parts.contact = " ")).containsExactly("/terms/consultationContact required");
        assertThat(errors(parts -> parts.utilisation = null)).containsExactly("/terms/utilisation required");
        assertThat(errors(parts -> parts.type = null)).contains("/terms/contractType required");
        assertThat(errors(parts -> parts.workplace = null)).containsExactly("/terms/workplace required");
    }

    @Test
    void anItemIsDecidedOrLeftForLaterWithReasonAndDay() {
        var reason = new Text("要件が未確定のため", null);
        var later = TODAY.plusDays(10);
        assertThat(errors(parts -> {
                    parts.place = null;
                    parts.pending = List.of(new Pending(PendingItem.PLACE, reason, later));
                }))
                .isEmpty();
        assertThat(errors(parts -> parts.pending = List.of(new Pending(PendingItem.PLACE, reason, later))))
                .containsExactly("/terms/place decided-and-pending");
        assertThat(errors(parts -> {
                    parts.fee = null;
                    parts.pending = List.of(
                            new Pending(PendingItem.FEE, null, TODAY.minusDays(1)),
                            new Pending(PendingItem.FEE, reason, null));
                }))
                .containsExactlyInAnyOrder(
                        "/terms/pending/0/reason/ja required",
                        "/terms/pending/0/plannedOn in-the-past",
                        "/terms/pending/1/item duplicate",
                        "/terms/pending/1/plannedOn required");
    }

    @Test
    void onlyMoneyIsPaidAndThePayerBearsTheTransfer() {
        assertThat(PaymentMethod.values()).containsExactly(PaymentMethod.BANK_TRANSFER, PaymentMethod.CASH);
        assertThat(FeeBearer.values()).containsExactly(FeeBearer.PAYER);
        assertThat(ContractType.values())
                .as("neither employment nor dispatch")
                .containsExactly(
                        ContractType.QUASI_MANDATE_HOURS,
                        ContractType.QUASI_MANDATE_RESULT,
                        ContractType.CONTRACT_FOR_WORK);
    }

    /** Work through a month counts as received on its last day; 60 days from there, that day being the first. */
    @ParameterizedTest
    @CsvSource({
        "2027-01, 2, 31, 60", // 31 January to 31 March
        "2028-01, 2, 31, 61", // the same in a leap year
        "2026-07, 2, 28, 60",
        "2026-07, 2, 29, 61",
        "2026-12, 2, 31, 60",
        "2026-05, 1, 31, 31",
        "2026-05, 0, 31, 1"
    })
    void paymentIsCountedFromTheClosing(YearMonth closed, int monthsAfter, int dueDay, long days) {
        LocalDate due = PaymentDates.due(closed, monthsAfter, dueDay);
        assertThat(PaymentDates.days(closed.atEndOfMonth(), due)).isEqualTo(days);
    }

    /** Every closing of eight years against a plain count of days. */
    @Test
    void everyPossibleClosingIsJudgedByItsDays() {
        for (YearMonth month = YearMonth.of(2026, 1); month.getYear() < 2034; month = month.plusMonths(1)) {
            for (int after = 0; after <= 2; after++) {
                for (int day = 1; day <= 31; day++) {
                    YearMonth paid = month.plusMonths(after);
                    LocalDate due = paid.atDay(Math.min(day, paid.lengthOfMonth()));
                    for (boolean result : new boolean[] {false, true}) {
                        LocalDate received = result ? month.atDay(1) : month.atEndOfMonth();
                        boolean late = received.plusDays(59).isBefore(due);
                        assertThat(PaymentDates.firstTooLate(month, month, after, day, result, 60)
                                        .isPresent())
                                .as("%s +%d day %d result %s", month, after, day, result)
                                .isEqualTo(late);
                    }
                }
            }
        }
    }

    @Test
    void noClosingOfThePeriodMayBePaidLaterThanSixtyDays() {
        assertThat(errors(parts -> parts.payment = payment(28, 2))).isEmpty();
        assertThat(errors(parts -> parts.payment = payment(29, 2))).containsExactly("/terms/payment payment-too-late");
        assertThat(errors(parts -> {
                    parts.payment = payment(31, 2);
                    parts.period = new Period(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 31));
                }))
                .as("31 January to 31 March is the 60th day")
                .isEmpty();
        assertThat(errors(parts -> {
                    parts.payment = payment(31, 2);
                    parts.period = new Period(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 2, 28));
                }))
                .as("28 February to 30 April is not")
                .containsExactly("/terms/payment payment-too-late");
    }

    /** The end of time is refused as soon as any other day, whatever is counted from it. */
    @Test
    void impossibleDaysAreRefusedAtOnce() {
        for (LocalDate start : List.of(LocalDate.MIN, LocalDate.of(2026, 5, 1), LocalDate.MAX)) {
            for (LocalDate end : List.of(LocalDate.MIN, LocalDate.of(2031, 5, 2), LocalDate.MAX)) {
                for (Payment payment : List.of(payment(31, 1), payment(31, 2))) {
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(2),
                            () -> assertThat(errors(parts -> {
                                        parts.period = new Period(start, end);
                                        parts.payment = payment;
                                        parts.reentrustment = new Reentrustment(new Text("元", null), start);
                                        parts.pending =
                                                List.of(new Pending(PendingItem.INSPECTION, new Text("未定", null), end));
                                    }))
                                    .isNotEmpty());
                }
            }
        }
    }

    @Test
    void aResultMayBeReceivedOnTheFirstOfTheMonth() {
        Consumer<Parts> result = parts -> {
            parts.type = ContractType.CONTRACT_FOR_WORK;
            parts.deliverable = new Text("設計書", null);
            parts.inspection = new Inspection(10);
            parts.settlement = null;
        };
        assertThat(errors(result.andThen(parts -> parts.payment = payment(29, 1))))
                .isEmpty();
        assertThat(errors(result.andThen(parts -> parts.payment = payment(31, 1))))
                .containsExactly("/terms/payment payment-too-late");
        assertThat(errors(result.andThen(parts -> parts.deliverable = null)))
                .containsExactly("/terms/deliverable required", "/terms/payment payment-too-late");
        // Its order could never be placed: the end of the inspection is an item of it.
        assertThat(errors(result.andThen(parts -> {
                    parts.payment = payment(29, 1);
                    parts.inspection = null;
                })))
                .containsExactly("/terms/inspection/days required");
    }

    @Test
    void aReentrustedMonthMayBePaidThirtyDaysAfterTheClientIs() {
        Consumer<Parts> one = parts -> {
            parts.period = new Period(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 31));
            parts.payment = payment(30, 2);
        };
        var name = new Text("元の委託者株式会社", null);
        assertThat(errors(one)).containsExactly("/terms/payment payment-too-late");
        assertThat(errors(
                        one.andThen(parts -> parts.reentrustment = new Reentrustment(name, LocalDate.of(2026, 9, 1)))))
                .isEmpty();
        assertThat(errors(
                        one.andThen(parts -> parts.reentrustment = new Reentrustment(name, LocalDate.of(2026, 8, 31)))))
                .containsExactly("/terms/payment payment-too-late");
        assertThat(errors(parts -> {
                    parts.payment = payment(30, 2);
                    parts.reentrustment = new Reentrustment(name, LocalDate.of(2027, 1, 1));
                }))
                .as("one day stands for one closing")
                .containsExactly("/terms/payment payment-too-late");
        assertThat(errors(parts -> parts.reentrustment = new Reentrustment(null, null)))
                .containsExactly(
                        "/terms/reentrustment/originalClient/ja required", "/terms/reentrustment/originalDue required");
    }

    /** Daily orders, fixed hours and attendance can't be agreed on (偽装請負); names may have any words in them. */
    @Test
    void wordsOfEmploymentAreRefused() {
        assertThat(errors(parts -> parts.workContent = new Text("始業9時、上司の指揮命令を受けて作業し、勤怠を報告", null)))
                .isNotEmpty()
                .allMatch("/terms/workContent/ja wording-employment"::equals);
        assertThat(errors(parts -> parts.workContent = new Text("課題管理", "Daily attendance and fixed working hours")))
                .isNotEmpty()
                .allMatch("/terms/workContent/en wording-employment"::equals);
        assertThat(errors(parts -> parts.deliverable = new Text("シフト表通りの出勤", null)))
                .isNotEmpty()
                .allMatch("/terms/deliverable/ja wording-employment"::equals);
        assertThat(errors(parts -> parts.fee = new Fee(null, new Text("残業1時間につき5,000円", null))))
                .containsExactly("/terms/fee/formula/ja wording-employment");
        assertThat(errors(parts -> parts.place = new Text("勤務地は東京", null)))
                .containsExactly("/terms/place/ja wording-employment");
        assertThat(errors(parts -> parts.workContent = new Text("45歳以下の方", null)))
                .containsExactly("/terms/workContent/ja wording-discrimination");
        assertThat(errors(parts -> {
                    parts.place = null;
                    parts.pending =
                            List.of(new Pending(PendingItem.PLACE, new Text("シフト制のため", null), TODAY.plusDays(1)));
                }))
                .containsExactly("/terms/pending/0/reason/ja wording-employment");
        assertThat(errors(parts -> parts.responsible = new Text("採用活動部 派遣課 髙橋", null)))
                .isEmpty();
        assertThat(errors(parts -> parts.workContent = new Text("勤怠管理システムの刷新", null)))
                .isEmpty();
    }

    @Test
    void aSettlementHasItsShape() {
        assertThat(errors(parts -> parts.settlement = null)).isEmpty();
        assertThat(errors(parts -> parts.settlement = new Settlement(SettlementMethod.FIXED, null, null, null, null)))
                .isEmpty();
        assertThat(errors(parts -> parts.settlement = new Settlement(SettlementMethod.MIDDLE, 140, 180, 1, 30)))
                .isEmpty();
        assertThat(errors(parts -> parts.settlement = new Settlement(SettlementMethod.FIXED, 140, null, null, null)))
                .containsExactly("/terms/settlement/lower not-with-fixed");
        assertThat(errors(parts -> parts.settlement = new Settlement(SettlementMethod.MIDDLE, 180, 140, 7, 7)))
                .containsExactly(
                        "/terms/settlement/upper below-lower",
                        "/terms/settlement/roundTo not-allowed",
                        "/terms/settlement/stepMinutes not-allowed");
        assertThat(errors(parts -> parts.settlement = new Settlement(null, null, null, null, null)))
                .contains("/terms/settlement/method required", "/terms/settlement/lower required");
        assertThat(errors(parts -> parts.type = ContractType.QUASI_MANDATE_RESULT))
                .contains("/terms/settlement settlement-not-by-hours");
    }

    @Test
    void valuesHaveTheirBounds() {
        assertThat(errors(parts -> parts.fee = new Fee(Money.yen(0), null)))
                .containsExactly("/terms/fee/amount/amount out-of-range");
        assertThat(errors(parts -> parts.fee = new Fee(new Money(100, "USD"), null)))
                .containsExactly("/terms/fee/amount/currency unknown-currency");
        assertThat(errors(parts -> parts.utilisation = 9)).containsExactly("/terms/utilisation out-of-range");
        assertThat(errors(parts -> parts.period = new Period(LocalDate.of(2026, 5, 2), LocalDate.of(2026, 5, 1))))
                .containsExactly("/terms/period/end before-start");
        assertThat(errors(parts -> parts.period = new Period(LocalDate.of(2020, 5, 1), LocalDate.of(2020, 6, 1))))
                .containsExactly("/terms/period/start out-of-range");
        assertThat(errors(parts -> parts.period = new Period(LocalDate.of(2026, 5, 1), LocalDate.of(2031, 5, 2))))
                .containsExactly("/terms/period/end out-of-range");
        assertThat(errors(parts -> parts.payment = payment(32, 3)))
                .containsExactly("/terms/payment/dueDay out-of-range", "/terms/payment/monthsAfter out-of-range");
        assertThat(errors(parts -> parts.inspection = new Inspection(61)))
                .containsExactly("/terms/inspection/days out-of-range");
        assertThat(errors(parts -> parts.onSiteDays = null)).containsExactly("/terms/onSiteDays required");
        assertThat(errors(parts -> parts.workplace = WorkplaceKind.REMOTE))
                .containsExactly("/terms/onSiteDays out-of-range");
    }

    private static List<String> errors(Consumer<Parts> change) {
        return TermsRules.errors("/terms", TermsExamples.terms(change), Rulebook.FIRST, TODAY, TODAY.minusYears(1))
                .stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }
}
