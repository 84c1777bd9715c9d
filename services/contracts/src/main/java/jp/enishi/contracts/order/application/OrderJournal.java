package jp.enishi.contracts.order.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.Journal;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.WorkOrder;
import org.jspecify.annotations.Nullable;

/** The event and the audit row of each version of an order. */
@ApplicationScoped
class OrderJournal {
    private static final String PLACED = "order.place";
    private static final String PENDING = "PENDING";

    private final Journal journal;

    OrderJournal(Journal journal) {
        this.journal = journal;
    }

    Uni<Void> write(WorkOrder order, Actor actor, String action, @Nullable String reason) {
        return write(order, actor, action, reason, null, null);
    }

    /** An item of the order is to be decided on that day, which is near. */
    Uni<Void> pending(WorkOrder order, LocalDate dueOn) {
        return write(order, Actor.SYSTEM, "order.remind", null, null, dueOn);
    }

    /** A prepared order, and which sides have yet to say who they are. */
    Uni<Void> prepared(WorkOrder order, Actor actor, String action, List<Side> missing) {
        return write(order, actor, action, null, missing, null);
    }

    private Uni<Void> write(
            WorkOrder order,
            Actor actor,
            String action,
            @Nullable String reason,
            @Nullable List<Side> missing,
            @Nullable LocalDate dueOn) {
        var seat = order.seat();
        var data = new Data(
                order.orderId(),
                order.offerId(),
                seat.candidacyId(),
                seat.caseId(),
                seat.positionId(),
                seat.organizationId(),
                seat.talentId(),
                seat.talentUserId(),
                order.state(),
                order.termsHash(),
                order.documentHash(),
                action.equals(PLACED) ? actor.user() : null,
                order.openTasks(),
                missing,
                dueOn == null ? null : PENDING,
                dueOn);
        return journal.write("order", order.orderId(), order.version(), data, actor, action, reason);
    }

    private record Data(
            UUID orderId,
            UUID offerId,
            UUID candidacyId,
            UUID caseId,
            UUID positionId,
            UUID organizationId,
            UUID talentId,
            UUID talentUserId,
            OrderState state,
            String termsHash,
            @Nullable String documentHash,
            @Nullable UUID placedBy,
            int openTasks,
            @Nullable List<Side> partiesMissing,
            @Nullable String due,
            @Nullable LocalDate dueOn) {}
}
