package jp.enishi.talents.disclosure.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.talents.disclosure.domain.Consent;
import org.jspecify.annotations.Nullable;

/** A consent as it stands. */
@Entity
@Table(name = "consent")
@SuppressWarnings("NullAway.Init")
class ConsentRow {
    @Id
    @Column(name = "consent_id")
    UUID consentId;

    @Column(name = "talent_id", updatable = false)
    UUID talentId;

    @Column(name = "organization_id", updatable = false)
    UUID organizationId;

    @Column(name = "case_id", updatable = false)
    UUID caseId;

    @Column(name = "organization_name")
    @Nullable
    String organizationName;

    long version;

    String state;

    String ground;

    @Column(name = "given_at")
    Instant givenAt;

    @Column(name = "withdrawn_at")
    @Nullable
    Instant withdrawnAt;

    void write(Consent consent) {
        consentId = consent.consentId();
        talentId = consent.talentId();
        organizationId = consent.organizationId();
        caseId = consent.caseId();
        organizationName = consent.organizationName();
        version = consent.version();
        state = consent.state().name();
        ground = consent.ground().name();
        givenAt = consent.givenAt();
        withdrawnAt = consent.withdrawnAt();
    }

    Consent read() {
        return new Consent(
                consentId,
                talentId,
                organizationId,
                caseId,
                organizationName,
                version,
                Consent.State.valueOf(state),
                Consent.Ground.valueOf(ground),
                givenAt,
                withdrawnAt);
    }
}
