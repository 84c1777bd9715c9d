package jp.enishi.contracts.terms.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.terms.domain.Terms.Closing;
import jp.enishi.contracts.terms.domain.Terms.ContractType;
import jp.enishi.contracts.terms.domain.Terms.Fee;
import jp.enishi.contracts.terms.domain.Terms.FeeBearer;
import jp.enishi.contracts.terms.domain.Terms.Inspection;
import jp.enishi.contracts.terms.domain.Terms.Payment;
import jp.enishi.contracts.terms.domain.Terms.PaymentMethod;
import jp.enishi.contracts.terms.domain.Terms.Pending;
import jp.enishi.contracts.terms.domain.Terms.Period;
import jp.enishi.contracts.terms.domain.Terms.Reentrustment;
import jp.enishi.contracts.terms.domain.Terms.Settlement;
import jp.enishi.contracts.terms.domain.Terms.SettlementMethod;
import jp.enishi.contracts.terms.domain.Terms.WorkplaceKind;
import jp.enishi.platform.kernel.Money;

/** Terms that are right, to be changed one by one. */
public final class TermsExamples {
    public static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    private TermsExamples() {}

    /** The parts, changed in place. */
    public static final class Parts {
        public Text workContent = new Text("課題管理と社内調整\n資料の作成", "Issue management and coordination");
        public Text deliverable;
        public ContractType type = ContractType.QUASI_MANDATE_HOURS;
        public Fee fee = new Fee(Money.yen(900_000), null);
        public Settlement settlement = new Settlement(SettlementMethod.UPPER_LOWER, 140, 180, 10, 15);
        public Integer utilisation = 100;
        public Period period = new Period(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 10, 31));
        public Text place = new Text("東京都港区芝1-2-3", "1-2-3 Shiba, Minato, Tokyo");
        public WorkplaceKind workplace = WorkplaceKind.HYBRID;
        public Integer onSiteDays = 2;
        public Payment payment = payment(31, 1);
        public Inspection inspection;
        public Text responsible = new Text("情報システム部 髙橋", "Takahashi, IT department");
        public String contact = "soudan@minato.example";
        public Reentrustment reentrustment;
        public List<Pending> pending = List.of();
    }

    public static Payment payment(Integer dueDay, Integer monthsAfter) {
        return new Payment(Closing.END_OF_MONTH, dueDay, monthsAfter, PaymentMethod.BANK_TRANSFER, FeeBearer.PAYER);
    }

    public static Terms terms(Consumer<Parts> change) {
        var parts = new Parts();
        change.accept(parts);
        return new Terms(
                parts.workContent,
                parts.deliverable,
                parts.type,
                parts.fee,
                parts.settlement,
                parts.utilisation,
                parts.period,
                parts.place,
                parts.workplace,
                parts.onSiteDays,
                parts.payment,
                parts.inspection,
                parts.responsible,
                parts.contact,
                parts.reentrustment,
                parts.pending);
    }

    public static Terms terms() {
        return terms(parts -> {});
    }
}
