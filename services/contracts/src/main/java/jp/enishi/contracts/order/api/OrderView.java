package jp.enishi.contracts.order.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.order.application.ReadOrders;
import jp.enishi.contracts.order.application.ReadOrders.Whole;
import jp.enishi.contracts.order.domain.Checklist;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.OrderTask;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.terms.domain.Taxed;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order with the agreed terms, what is missing in it and what is still to be decided.
 *
 * @param taxed the fee with tax, where an amount is named
 */
public record OrderView(
        UUID orderId,
        String number,
        long version,
        UUID offerId,
        UUID candidacyId,
        UUID caseId,
        @Nullable Text caseTitle,
        UUID positionId,
        UUID organizationId,
        UUID talentId,
        OrderState state,
        Instant agreedAt,
        @Nullable Instant placedAt,
        String termsHash,
        @Nullable String documentHash,
        Terms terms,
        @Nullable Taxed taxed,
        Checklist checklist,
        List<OrderTask> tasks,
        List<Side> confirmedBy) {

    static OrderView of(Whole whole, Rulebook rules) {
        WorkOrder order = whole.order();
        var seat = order.seat();
        return new OrderView(
                order.orderId(),
                order.number(),
                order.version(),
                order.offerId(),
                seat.candidacyId(),
                seat.caseId(),
                whole.facts().caseTitle(),
                seat.positionId(),
                seat.organizationId(),
                seat.talentId(),
                order.state(),
                order.agreedAt(),
                order.placedAt(),
                order.termsHash(),
                order.documentHash(),
                whole.facts().terms(),
                Taxed.of(whole.facts().terms(), rules),
                Checklist.of(whole.facts()),
                whole.tasks(),
                whole.confirmed());
    }

    /** An order in a list and in the archive; the names are those of the document. */
    public record Line(
            UUID orderId,
            String number,
            long version,
            UUID offerId,
            UUID candidacyId,
            UUID caseId,
            @Nullable Text caseTitle,
            UUID positionId,
            UUID organizationId,
            UUID talentId,
            OrderState state,
            Instant agreedAt,
            int openTasks,
            String termsHash,
            @Nullable String documentHash,
            @Nullable LocalDate placedOn,
            @Nullable Money amount,
            @Nullable String clientName,
            @Nullable String talentName,
            List<Side> confirmedBy) {

        static Line of(ReadOrders.Listed listed) {
            WorkOrder order = listed.order();
            var seat = order.seat();
            return new Line(
                    order.orderId(),
                    order.number(),
                    order.version(),
                    order.offerId(),
                    seat.candidacyId(),
                    seat.caseId(),
                    listed.title(),
                    seat.positionId(),
                    seat.organizationId(),
                    seat.talentId(),
                    order.state(),
                    order.agreedAt(),
                    order.openTasks(),
                    order.termsHash(),
                    order.documentHash(),
                    order.placedOn(),
                    order.amount() == null ? null : Money.yen(order.amount()),
                    order.clientName(),
                    order.talentName(),
                    listed.confirmed());
        }
    }
}
