package jp.enishi.cases.candidacy.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.cases.candidacy.domain.Candidacy;
import jp.enishi.cases.candidacy.domain.Candidacy.Person;
import jp.enishi.cases.candidacy.domain.Candidacy.Reason;
import jp.enishi.cases.candidacy.domain.Candidacy.Seat;
import jp.enishi.cases.candidacy.domain.Stage;
import org.jspecify.annotations.Nullable;

/** The row of a candidacy; changed only under its lock, by {@link Candidacies}. */
@Entity
@Table(name = "candidacy")
class CandidacyRow {
    @Id
    @Column(name = "candidacy_id")
    UUID candidacyId;

    @Column(name = "case_id", updatable = false)
    UUID caseId;

    @Column(name = "position_id", updatable = false)
    UUID positionId;

    @Column(name = "company_id", updatable = false)
    UUID companyId;

    @Column(name = "organization_id", updatable = false)
    UUID organizationId;

    @Column(name = "talent_id", updatable = false)
    UUID talentId;

    @Column(name = "talent_user_id")
    @Nullable
    UUID talentUserId;

    long version;

    @Enumerated(EnumType.STRING)
    Stage stage;

    Instant since;

    @Column(name = "talent_version")
    long talentVersion;

    @Column(name = "snapshot_hash")
    @Nullable
    String snapshotHash;

    @Nullable
    String message;

    @Column(name = "reason_code")
    @Nullable
    String reasonCode;

    @Column(name = "reason_text")
    @Nullable
    String reasonText;

    @Column(name = "coordinator_id")
    @Nullable
    UUID coordinatorId;

    @Column(name = "client_user_id")
    @Nullable
    UUID clientUserId;

    @SuppressWarnings("NullAway.Init")
    CandidacyRow() {}

    void copy(Candidacy from) {
        candidacyId = from.candidacyId();
        caseId = from.caseId();
        positionId = from.positionId();
        companyId = from.seat().companyId();
        organizationId = from.seat().organizationId();
        talentId = from.talentId();
        talentUserId = from.person().userId();
        version = from.version();
        stage = from.stage();
        since = from.since();
        talentVersion = from.person().version();
        snapshotHash = from.snapshotHash();
        message = from.message();
        Reason reason = from.reason();
        reasonCode = reason == null ? null : reason.code();
        reasonText = reason == null ? null : reason.text();
        coordinatorId = from.coordinatorId();
        clientUserId = from.clientUserId();
    }

    Candidacy value() {
        return new Candidacy(
                candidacyId,
                new Seat(caseId, positionId, companyId, organizationId),
                new Person(talentId, talentUserId, talentVersion),
                version,
                stage,
                since,
                snapshotHash,
                message,
                reasonCode == null ? null : new Reason(reasonCode, reasonText),
                coordinatorId,
                clientUserId);
    }
}
