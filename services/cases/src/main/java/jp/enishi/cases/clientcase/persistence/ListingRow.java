package jp.enishi.cases.clientcase.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One listing as it was shown; a renewal ends it and adds the next. */
@Entity
@Table(name = "listing")
class ListingRow {
    @Id
    @Column(name = "listing_id")
    UUID listingId;

    @Column(name = "case_id", updatable = false)
    UUID caseId;

    @Column(name = "published_at", updatable = false)
    Instant publishedAt;

    @Column(name = "closes_on", updatable = false)
    LocalDate closesOn;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;

    @Column(updatable = false)
    String document;

    @SuppressWarnings("NullAway.Init")
    ListingRow() {}
}
