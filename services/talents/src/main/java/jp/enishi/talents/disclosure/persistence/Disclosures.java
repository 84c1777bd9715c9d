package jp.enishi.talents.disclosure.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.talents.disclosure.domain.Disclosure;

/** The ledger of who saw what of whom: lines are added, and {@link Ledger} reads them. Everything here runs in the caller's transaction. */
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
}
