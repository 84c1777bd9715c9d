package jp.enishi.cases.clientcase.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.cases.clientcase.domain.CaseStatus;
import jp.enishi.cases.clientcase.domain.ClosingReason;
import org.jspecify.annotations.Nullable;

/** The row of a case; changed only under its lock, by {@link ClientCases}. */
@Entity
@Table(name = "client_case")
class CaseRow {
    @Id
    @Column(name = "case_id")
    UUID caseId;

    @Column(name = "company_id", updatable = false)
    UUID companyId;

    @Column(name = "organization_id", updatable = false)
    UUID organizationId;

    long version;

    @Enumerated(EnumType.STRING)
    CaseStatus status;

    @Column(name = "requirements_version")
    int requirementsVersion;

    String requirements;

    @Column(name = "closing_reason")
    @Enumerated(EnumType.STRING)
    @Nullable
    ClosingReason closingReason;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    CaseRow() {}
}
