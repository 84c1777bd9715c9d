package jp.enishi.contracts.party.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The newest declaration of a party. What it was when something was ordered is kept with that order. */
@Entity
@Table(name = "party")
class PartyRow {
    @Id
    @Column(name = "party_id")
    UUID partyId;

    long version;
    String document;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    PartyRow() {}
}
