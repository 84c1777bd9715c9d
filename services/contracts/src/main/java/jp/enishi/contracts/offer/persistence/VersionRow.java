package jp.enishi.contracts.offer.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.offer.domain.VersionState;
import org.jspecify.annotations.Nullable;

/** One version of an offer: its terms are written once, only its state is taken further. */
@Entity
@Table(name = "offer_version")
class VersionRow {
    @EmbeddedId
    Key key;

    @Column(updatable = false)
    Instant at;

    @Column(updatable = false)
    UUID author;

    @Column(name = "author_role", updatable = false)
    String authorRole;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    Side side;

    @Column(updatable = false)
    String terms;

    @Column(name = "terms_hash", updatable = false)
    String termsHash;

    @Column(updatable = false)
    String changes;

    @Column(updatable = false)
    @Nullable
    String note;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    @Enumerated(EnumType.STRING)
    VersionState state;

    @SuppressWarnings("NullAway.Init")
    VersionRow() {}

    /** The offer and the number of the version, from 1. */
    @Embeddable
    record Key(@Column(name = "offer_id") UUID offerId, int number) implements Serializable {}
}
