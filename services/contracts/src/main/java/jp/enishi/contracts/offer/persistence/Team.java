package jp.enishi.contracts.offer.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import jp.enishi.contracts.offer.domain.TeamMode;
import org.hibernate.annotations.Immutable;

/** Offers that a client made together. Its row is the lock of them all, taken before any of theirs. */
@Entity
@Immutable
@Table(name = "team_offer")
public class Team {
    @Id
    @Column(name = "team_offer_id")
    UUID teamOfferId;

    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "organization_id")
    UUID organizationId;

    @Enumerated(EnumType.STRING)
    TeamMode mode;

    @SuppressWarnings("NullAway.Init")
    Team() {}

    public boolean isAllOrNothing() {
        return mode == TeamMode.ALL_OR_NOTHING;
    }

    public TeamMode mode() {
        return mode;
    }
}
