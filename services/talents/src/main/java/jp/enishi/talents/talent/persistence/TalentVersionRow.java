package jp.enishi.talents.talent.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of a talent as it was; written once. */
@Entity
@Immutable
@Table(name = "talent_version")
@IdClass(TalentVersionRow.Key.class)
@SuppressWarnings("NullAway.Init")
class TalentVersionRow {
    @Id
    @Column(name = "talent_id")
    UUID talentId;

    @Id
    long version;

    Instant at;

    String part;

    @Nullable
    UUID actor;

    @Column(name = "actor_role")
    String actorRole;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    @SuppressWarnings("NullAway.Init")
    static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        UUID talentId;
        long version;

        Key() {}

        Key(UUID talentId, long version) {
            this.talentId = talentId;
            this.version = version;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && talentId.equals(key.talentId) && version == key.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(talentId, version);
        }
    }
}
