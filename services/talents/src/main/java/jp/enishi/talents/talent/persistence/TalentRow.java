package jp.enishi.talents.talent.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The current version of a talent. */
@Entity
@Table(name = "talent")
@SuppressWarnings("NullAway.Init")
class TalentRow {
    @Id
    UUID id;

    @Column(name = "user_id", updatable = false)
    @Nullable
    UUID userId;

    long version;

    String status;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "changed_at")
    Instant changedAt;

    /** Written by the database's own erasure; there is nothing to be read of the talent from then on. */
    @Column(name = "erased_at", insertable = false, updatable = false)
    @Nullable
    Instant erasedAt;
}
