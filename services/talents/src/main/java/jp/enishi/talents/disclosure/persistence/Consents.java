package jp.enishi.talents.disclosure.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.talents.disclosure.domain.Consent;
import org.jspecify.annotations.Nullable;

/** The consents of all talents. Everything here runs in the caller's transaction; who changes one has locked its talent. */
@ApplicationScoped
public class Consents {

    /** The talent's consent for this client and case; null when it never was given. */
    public Uni<@Nullable Consent> find(UUID talentId, UUID organizationId, UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ConsentRow where talentId = :talent and organizationId = :organization and"
                                        + " caseId = :case",
                                ConsentRow.class)
                        .setParameter("talent", talentId)
                        .setParameter("organization", organizationId)
                        .setParameter("case", caseId)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : row.read());
    }

    /** One of the talent's consents; fails with {@link NotFound}. */
    public Uni<Consent> find(UUID talentId, UUID consentId) {
        return Panache.getSession()
                .chain(session -> session.find(ConsentRow.class, consentId))
                .map(row -> {
                    if (row == null || !row.talentId.equals(talentId)) {
                        throw new NotFound("consent", consentId);
                    }
                    return row.read();
                });
    }

    /**
     * The talent's consent for one of these clients and the case, the one that holds first; null when there is none. It
     * isn't taken back before the transaction ends.
     */
    public Uni<@Nullable Consent> findForReading(UUID talentId, Collection<UUID> organizations, UUID caseId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ConsentRow where talentId = :talent and organizationId in :organizations and"
                                        + " caseId = :case order by state, consentId",
                                ConsentRow.class)
                        .setParameter("talent", talentId)
                        .setParameter("organizations", organizations)
                        .setParameter("case", caseId)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : row.read());
    }

    /** Those that hold for one of these clients and the case; none is taken back before the transaction ends. */
    public Uni<List<Consent>> givenTo(Collection<UUID> organizations, UUID caseId, int most) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ConsentRow where organizationId in :organizations and caseId = :case and state ="
                                        + " 'GIVEN' order by consentId desc",
                                ConsentRow.class)
                        .setParameter("organizations", organizations)
                        .setParameter("case", caseId)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .setMaxResults(most)
                        .getResultList())
                .map(rows -> rows.stream().map(ConsentRow::read).toList());
    }

    /** All of a talent's that hold. */
    public Uni<List<Consent>> givenBy(UUID talentId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from ConsentRow where talentId = :talent and state = 'GIVEN' order by consentId",
                                ConsentRow.class)
                        .setParameter("talent", talentId)
                        .getResultList())
                .map(rows -> rows.stream().map(ConsentRow::read).toList());
    }

    /** Newest first, after the given id. */
    public Uni<List<Consent>> ofTalent(UUID talentId, @Nullable UUID after, int limit) {
        return Panache.getSession()
                .chain(session -> {
                    var query = after == null
                            ? session.createSelectionQuery(
                                    "from ConsentRow where talentId = :talent order by consentId desc",
                                    ConsentRow.class)
                            : session.createSelectionQuery(
                                            "from ConsentRow where talentId = :talent and consentId < :after order by"
                                                    + " consentId desc",
                                            ConsentRow.class)
                                    .setParameter("after", after);
                    return query.setParameter("talent", talentId)
                            .setMaxResults(limit)
                            .getResultList();
                })
                .map(rows -> rows.stream().map(ConsentRow::read).toList());
    }

    /** Writes a new consent, or the next version of one. */
    public Uni<Void> keep(Consent consent) {
        return Panache.getSession()
                .chain(session -> session.find(ConsentRow.class, consent.consentId())
                        .chain(known -> {
                            if (known != null) {
                                known.write(consent);
                                return session.flush();
                            }
                            var row = new ConsentRow();
                            row.write(consent);
                            return session.persist(row).chain(session::flush);
                        }));
    }
}
