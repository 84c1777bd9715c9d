package jp.enishi.contracts.engagement.persistence;

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
import jp.enishi.contracts.engagement.domain.EngagementState;
import org.jspecify.annotations.Nullable;

/** The row of an engagement; changed only under its lock, by {@link Engagements}. */
@Entity
@Table(name = "engagement")
class EngagementRow {
    @Id
    @Column(name = "engagement_id")
    UUID engagementId;

    long version;

    @Column(name = "order_id", updatable = false)
    UUID orderId;

    @Embedded
    Seat seat;

    @Column(name = "owner_id")
    @Nullable
    UUID ownerId;

    @Enumerated(EnumType.STRING)
    EngagementState state;

    @Column(name = "continued_since", updatable = false)
    @Nullable
    LocalDate continuedSince;

    @Column(name = "start_on", updatable = false)
    LocalDate startOn;

    @Column(name = "end_on")
    LocalDate endOn;

    int utilisation;

    @Column(name = "notice_by")
    @Nullable
    LocalDate noticeBy;

    String terms;

    @Column(name = "terms_hash")
    String termsHash;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    EngagementRow() {}
}
