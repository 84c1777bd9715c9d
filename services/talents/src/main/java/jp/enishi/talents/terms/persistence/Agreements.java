package jp.enishi.talents.terms.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.enishi.talents.terms.domain.AgreedTerms;
import org.jspecify.annotations.Nullable;

/** Who agreed to which version of the terms of use. Everything here runs in the caller's transaction; who keeps one has locked its talent. */
@ApplicationScoped
public class Agreements {

    /** The talent's agreement to a version; null when there is none. */
    public Uni<@Nullable AgreedTerms> find(UUID talentId, int terms) {
        return Panache.getSession()
                .chain(session -> session.find(AgreedTermsRow.class, new AgreedTermsRow.Key(talentId, terms)))
                .map(row -> row == null ? null : row.read());
    }

    /** All of a talent's, the newest version first, below the given one. */
    public Uni<List<AgreedTerms>> ofTalent(UUID talentId, @Nullable Long below, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from AgreedTermsRow where talentId = :talent and terms < :below order by terms desc",
                                AgreedTermsRow.class)
                        .setParameter("talent", talentId)
                        .setParameter(
                                "below",
                                below == null ? Integer.MAX_VALUE : (int) Math.clamp(below, 0, Integer.MAX_VALUE))
                        .setMaxResults(limit)
                        .getResultList())
                .map(rows -> rows.stream().map(AgreedTermsRow::read).toList());
    }

    public Uni<Void> keep(AgreedTerms agreed) {
        return Panache.getSession()
                .chain(session -> session.persist(AgreedTermsRow.of(agreed)).chain(session::flush));
    }
}
