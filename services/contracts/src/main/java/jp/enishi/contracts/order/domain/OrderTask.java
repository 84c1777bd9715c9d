package jp.enishi.contracts.order.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.terms.domain.Terms.PendingItem;
import org.jspecify.annotations.Nullable;

/**
 * An item that was left for later.
 *
 * @param forBoth whether only an amendment that both sides sign decides it
 * @param decision the notice of what it became
 */
public record OrderTask(
        UUID taskId,
        PendingItem item,
        boolean forBoth,
        Text reason,
        LocalDate plannedOn,
        @Nullable Text decision,
        @Nullable Instant settledAt) {

    public static OrderTask of(
            UUID taskId,
            PendingItem item,
            Text reason,
            LocalDate plannedOn,
            @Nullable Text decision,
            @Nullable Instant settledAt) {
        return new OrderTask(taskId, item, item.isForBoth(), reason, plannedOn, decision, settledAt);
    }
}
