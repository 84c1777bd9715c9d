package jp.enishi.contracts.terms.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import jp.enishi.contracts.Text;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * Everything that two parties agree on, as the API shows it and as it is hashed. Parts may be absent while somebody
 * writes; {@link TermsRules} says which must be there. An item that can't be decided yet is named in {@code pending}.
 *
 * @param utilisation percent of a full month, 10–100
 * @param responsible who gives and takes instructions on each side (業務責任者), never the person who works
 * @param consultationContact where a person turns to about harassment (フリーランス法 art. 14)
 */
public record Terms(
        @Nullable Text workContent,
        @Nullable Text deliverable,
        @Nullable ContractType contractType,
        @Nullable Fee fee,
        @Nullable Settlement settlement,
        @Nullable Integer utilisation,
        @Nullable Period period,
        @Nullable Text place,
        @Nullable WorkplaceKind workplace,
        @Nullable Integer onSiteDays,
        @Nullable Payment payment,
        @Nullable Inspection inspection,
        @Nullable Text responsible,
        @Nullable String consultationContact,
        @Nullable Reentrustment reentrustment,
        @Nullable List<Pending> pending) {

    public Terms {
        pending = pending == null ? List.of() : List.copyOf(pending);
    }

    /** Only forms of 業務委託 exist; employment and dispatch can't be written. */
    public enum ContractType {
        QUASI_MANDATE_HOURS,
        QUASI_MANDATE_RESULT,
        CONTRACT_FOR_WORK
    }

    public enum WorkplaceKind {
        ON_SITE,
        HYBRID,
        REMOTE
    }

    /**
     * Tax excluded; the amount is of one month.
     *
     * @param formula how it is calculated, where no amount can be named
     */
    public record Fee(@Nullable Money amount, @Nullable Text formula) {}

    /**
     * How hours outside the usual range change the fee (精算).
     *
     * @param lower hours a month, at the agreed utilisation
     * @param roundTo yen to which the rate of an hour is rounded down
     * @param stepMinutes the smallest part of an hour that counts
     */
    public record Settlement(
            @Nullable SettlementMethod method,
            @Nullable Integer lower,
            @Nullable Integer upper,
            @Nullable Integer roundTo,
            @Nullable Integer stepMinutes) {}

    /** 上下割, 中間割, 固定. */
    public enum SettlementMethod {
        UPPER_LOWER,
        MIDDLE,
        FIXED
    }

    /** From the first to the last day, both included. */
    public record Period(
            @Nullable LocalDate start, @Nullable LocalDate end) {}

    /**
     * When and how the fee is paid.
     *
     * @param dueDay day of the month, 31 is its last
     * @param monthsAfter months after the closing month
     */
    public record Payment(
            @Nullable Closing closing,
            @Nullable Integer dueDay,
            @Nullable Integer monthsAfter,
            @Nullable PaymentMethod method,
            @Nullable FeeBearer transferFeeBearer) {}

    public enum Closing {
        END_OF_MONTH
    }

    /** Money only: a bill (手形) is no method of payment. */
    public enum PaymentMethod {
        BANK_TRANSFER,
        CASH
    }

    /** The payer bears the transfer fee; nobody else can be named (取適法). */
    public enum FeeBearer {
        PAYER
    }

    /**
     * Whether and how long the result is inspected.
     *
     * @param days within which the result is inspected after it was received
     */
    public record Inspection(@Nullable Integer days) {}

    /** The client itself works for somebody: the talent is paid soon after the client is. */
    public record Reentrustment(
            @Nullable Text originalClient, @Nullable LocalDate originalDue) {}

    /**
     * What can't be decided yet, and why; the talent is told as soon as it is.
     *
     * @param plannedOn the day by which it will be decided
     */
    public record Pending(
            @Nullable PendingItem item,
            @Nullable Text reason,
            @Nullable LocalDate plannedOn) {}

    /** The items that may be decided later, as far as an engagement can begin without them. */
    public enum PendingItem {
        WORK_CONTENT,
        FEE,
        PAYMENT_DATE,
        PLACE,
        INSPECTION;

        /** Whether one side alone can't decide it: what is paid and when takes an amendment that both sign. */
        public boolean isForBoth() {
            return this == FEE || this == PAYMENT_DATE;
        }
    }

    /** Whether an item was left for later. */
    public boolean isPending(PendingItem item) {
        return pending().stream().anyMatch(left -> left.item() == item);
    }

    /** What these terms leave for later and others have decided. */
    public List<PendingItem> decidedBy(Terms others) {
        return pending().stream()
                .flatMap(left -> Stream.ofNullable(left.item()))
                .filter(item -> !others.isPending(item))
                .toList();
    }

    /** The items that are left for later; never null. */
    @Override
    public List<Pending> pending() {
        return pending == null ? List.of() : pending;
    }
}
