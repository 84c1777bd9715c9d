package jp.enishi.contracts.order.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.order.domain.OrderState;
import jp.enishi.contracts.order.domain.WorkOrder;
import org.jspecify.annotations.Nullable;

/** The row of an order; changed only under its lock, by {@link Orders}. */
@Entity
@Table(name = "work_order")
class OrderRow {
    @Id
    @Column(name = "order_id")
    UUID orderId;

    long version;

    @Column(name = "offer_id", updatable = false)
    UUID offerId;

    @Column(name = "terms_hash", updatable = false)
    String termsHash;

    @Embedded
    Seat seat;

    @Enumerated(EnumType.STRING)
    OrderState state;

    @Column(name = "agreed_at", updatable = false)
    Instant agreedAt;

    @Column(name = "open_tasks")
    int openTasks;

    @Column(name = "placed_at")
    @Nullable
    Instant placedAt;

    @Column(name = "placed_on")
    @Nullable
    LocalDate placedOn;

    @Nullable
    Long amount;

    @Column(name = "client_name")
    @Nullable
    String clientName;

    @Column(name = "talent_name")
    @Nullable
    String talentName;

    @Column(name = "document_hash")
    @Nullable
    String documentHash;

    @Column(updatable = false)
    long serial;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    OrderRow() {}

    void copy(WorkOrder order, Instant now) {
        orderId = order.orderId();
        version = order.version();
        offerId = order.offerId();
        termsHash = order.termsHash();
        seat = order.seat();
        state = order.state();
        agreedAt = order.agreedAt();
        openTasks = order.openTasks();
        placedAt = order.placedAt();
        placedOn = order.placedOn();
        amount = order.amount();
        clientName = order.clientName();
        talentName = order.talentName();
        documentHash = order.documentHash();
        serial = order.serial();
        updatedAt = now;
    }

    WorkOrder value() {
        return new WorkOrder(
                orderId,
                version,
                offerId,
                termsHash,
                seat,
                state,
                agreedAt,
                openTasks,
                placedAt,
                placedOn,
                amount,
                clientName,
                talentName,
                documentHash,
                serial);
    }
}
