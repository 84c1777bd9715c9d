package jp.enishi.talents.disclosure.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.talents.disclosure.domain.Disclosure;
import org.jspecify.annotations.Nullable;

/** The ledger of who saw what of whom: lines are added and read. Everything here runs in the caller's transaction. */
@ApplicationScoped
public class Disclosures {

    public Uni<Void> add(Disclosure disclosure) {
        return Panache.getSession()
                .chain(session -> session.persist(DisclosureRow.of(disclosure)).chain(session::flush));
    }

    /** Whether this viewer was shown anything by this consent since then. */
    public Uni<Boolean> shownSince(UUID consentId, UUID viewer, Instant since) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(*) from DisclosureRow where consentId = :consent and viewerId = :viewer"
                                        + " and at >= :since",
                                Long.class)
                        .setParameter("consent", consentId)
                        .setParameter("viewer", viewer)
                        .setParameter("since", since)
                        .getSingleResult())
                .map(lines -> lines > 0);
    }

    /** Newest first, after the given id. */
    public Uni<List<Disclosure>> ofTalent(UUID talentId, @Nullable UUID after, int limit) {
        return Panache.getSession()
                .chain(session -> {
                    var query = after == null
                            ? session.createSelectionQuery(
                                    "from DisclosureRow where talentId = :talent order by disclosureId desc",
                                    DisclosureRow.class)
                            : session.createSelectionQuery(
                                            "from DisclosureRow where talentId = :talent and disclosureId < :after"
                                                    + " order by disclosureId desc",
                                            DisclosureRow.class)
                                    .setParameter("after", after);
                    return query.setParameter("talent", talentId)
                            .setMaxResults(limit)
                            .getResultList();
                })
                .map(rows -> rows.stream().map(DisclosureRow::read).toList());
    }
}
