package jp.enishi.talents.disclosure.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.talents.disclosure.domain.Disclosure;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One line of the ledger; written once. */
@Entity
@Immutable
@Table(name = "disclosure")
@SuppressWarnings("NullAway.Init")
class DisclosureRow {
    @Id
    @Column(name = "disclosure_id")
    UUID disclosureId;

    @Column(name = "talent_id")
    UUID talentId;

    @Column(name = "talent_version")
    long talentVersion;

    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "viewer_id")
    UUID viewerId;

    String level;

    String purpose;

    @Column(name = "proposal_id")
    @Nullable
    UUID proposalId;

    @Column(name = "consent_id")
    @Nullable
    UUID consentId;

    Instant at;

    static DisclosureRow of(Disclosure disclosure) {
        var row = new DisclosureRow();
        row.disclosureId = disclosure.disclosureId();
        row.talentId = disclosure.talentId();
        row.talentVersion = disclosure.talentVersion();
        row.organizationId = disclosure.organizationId();
        row.caseId = disclosure.caseId();
        row.viewerId = disclosure.viewerId();
        row.level = disclosure.level().name();
        row.purpose = disclosure.purpose().name();
        row.proposalId = disclosure.proposalId();
        row.consentId = disclosure.consentId();
        row.at = disclosure.at();
        return row;
    }
}
