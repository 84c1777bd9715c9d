package jp.enishi.contracts.offer.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.OfferState;
import org.jspecify.annotations.Nullable;

/** The row of an offer; changed only under its lock, by {@link Offers}. */
@Entity
@Table(name = "offer")
class OfferRow {
    @Id
    @Column(name = "offer_id")
    UUID offerId;

    long version;

    @Column(name = "team_offer_id", updatable = false)
    @Nullable
    UUID teamOfferId;

    @Embedded
    Seat seat;

    @Enumerated(EnumType.STRING)
    OfferState state;

    int number;

    @Column(name = "waits_for")
    @Enumerated(EnumType.STRING)
    Side waitsFor;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "terms_hash")
    String termsHash;

    @Column(name = "accepted_at")
    @Nullable
    Instant acceptedAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    OfferRow() {}

    void copy(Offer offer, Instant now) {
        offerId = offer.offerId();
        version = offer.version();
        teamOfferId = offer.teamOfferId();
        seat = offer.seat();
        state = offer.state();
        number = offer.number();
        waitsFor = offer.waitsFor();
        expiresAt = offer.expiresAt();
        termsHash = offer.termsHash();
        acceptedAt = offer.acceptedAt();
        updatedAt = now;
    }

    Offer value() {
        return new Offer(
                offerId, version, teamOfferId, seat, state, number, waitsFor, expiresAt, termsHash, acceptedAt);
    }
}
