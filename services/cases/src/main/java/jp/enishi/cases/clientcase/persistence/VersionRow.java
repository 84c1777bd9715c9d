package jp.enishi.cases.clientcase.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One version of a case's requirements, written once. */
@Entity
@Immutable
@Table(name = "requirements_version")
class VersionRow {
    @EmbeddedId
    Key key;

    Instant at;
    UUID author;

    @Column(name = "author_role")
    String authorRole;

    String reason;
    String changes;
    String requirements;

    @SuppressWarnings("NullAway.Init")
    VersionRow() {}

    /** The case and the number of the version, from 1. */
    @Embeddable
    record Key(@Column(name = "case_id") UUID caseId, int version) implements Serializable {}
}
