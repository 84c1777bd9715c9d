package jp.enishi.talents.terms.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.talents.terms.domain.AgreedTerms;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One agreement; written once. */
@Entity
@Immutable
@Table(name = "agreed_terms")
@IdClass(AgreedTermsRow.Key.class)
@SuppressWarnings("NullAway.Init")
class AgreedTermsRow {
    @Id
    @Column(name = "talent_id")
    UUID talentId;

    @Id
    int terms;

    @Column(name = "agreed_at")
    Instant agreedAt;

    static AgreedTermsRow of(AgreedTerms agreed) {
        var row = new AgreedTermsRow();
        row.talentId = agreed.talentId();
        row.terms = agreed.terms();
        row.agreedAt = agreed.agreedAt();
        return row;
    }

    AgreedTerms read() {
        return new AgreedTerms(talentId, terms, agreedAt);
    }

    @SuppressWarnings("NullAway.Init")
    static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        UUID talentId;
        int terms;

        Key() {}

        Key(UUID talentId, int terms) {
            this.talentId = talentId;
            this.terms = terms;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && talentId.equals(key.talentId) && terms == key.terms;
        }

        @Override
        public int hashCode() {
            return Objects.hash(talentId, terms);
        }
    }
}
