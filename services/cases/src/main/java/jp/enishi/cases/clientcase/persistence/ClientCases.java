package jp.enishi.cases.clientcase.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.Actor;
import jp.enishi.cases.Documents;
import jp.enishi.cases.OrganizationScope;
import jp.enishi.cases.clientcase.domain.CaseId;
import jp.enishi.cases.clientcase.domain.ClientCase;
import jp.enishi.cases.clientcase.domain.Listing;
import jp.enishi.cases.clientcase.domain.Requirements;
import jp.enishi.platform.kernel.Difference;
import jp.enishi.platform.kernel.Difference.Change;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The write model. A case is changed under the lock of its row, taken after a shared lock of its company's, so that a
 * listing never tells an old address. Everything here runs inside the use case's transaction.
 */
@ApplicationScoped
public class ClientCases {
    private static final String SCOPED =
            " from CaseRow c where c.caseId = :id and (:everything = true or c.organizationId in (:organizations))";

    private final Documents documents;

    ClientCases(Documents documents) {
        this.documents = documents;
    }

    /** The time by the database's clock, which alone decides what has expired. */
    public Uni<Instant> now() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(extract(epoch from now()) * 1000000 as bigint)", Long.class)
                        .getSingleResult())
                .map(micros -> Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
    }

    /** The organisation of a company. Fails with {@link NotFound} when there is no such company. */
    public Uni<UUID> organizationOf(UUID companyId) {
        return Panache.getSession()
                .chain(session -> session.find(RecruiterRow.class, companyId, LockMode.PESSIMISTIC_READ))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("company", companyId))
                .map(RecruiterRow::organizationId);
    }

    /** Locks a case within the scope. Fails with {@link NotFound} when there is none. */
    public Uni<LockedCase> lock(UUID caseId, OrganizationScope scope) {
        return Panache.getSession()
                .chain(session -> scoped(session, "select c.companyId" + SCOPED, UUID.class, caseId, scope)
                        .getSingleResultOrNull()
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NotFound("case", caseId))
                        .chain(companyId -> session.find(RecruiterRow.class, companyId, LockMode.PESSIMISTIC_READ))
                        .chain(company -> scoped(session, "select c" + SCOPED, CaseRow.class, caseId, scope)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getSingleResult()
                                .chain(row -> withListing(session, row, company))));
    }

    /** The published cases of a company, whose row the caller has locked. */
    public Uni<List<UUID>> publishedOf(UUID companyId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select c.caseId from CaseRow c where c.companyId = :id and c.status = PUBLISHED order by c.caseId",
                                UUID.class)
                        .setParameter("id", companyId)
                        .getResultList());
    }

    /**
     * One published case whose last day is over, locked with its company; those that somebody is changing, or whose company
     * is being changed, are passed over until the next time. Null when there is none.
     */
    public Uni<@Nullable UUID> nextExpired() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select c.case_id from client_case c join listing l using (case_id) join company k using (company_id)
                                where l.closed_at is null and l.closes_on < today_in_japan() and c.status = 'PUBLISHED'
                                order by l.closes_on, c.case_id limit 1
                                for share of k skip locked for update of c skip locked""", UUID.class).getSingleResultOrNull());
    }

    /** Writes a new case with the first version of its requirements. */
    public Uni<Void> add(ClientCase opened, Actor author, @Nullable String reason, Instant now) {
        var row = new CaseRow();
        row.caseId = opened.id().value();
        row.companyId = opened.companyId();
        row.organizationId = opened.organizationId();
        copy(opened, row, now);
        return Panache.getSession()
                .call(session -> session.persist(row))
                .call(Mutiny.Session::flush)
                .chain(() -> addVersion(opened, author, reason, List.of(), now));
    }

    /**
     * Writes the next state of a locked case: ends, renews or begins its listing, and keeps other requirements as a version
     * with what they changed and why.
     */
    public Uni<Void> change(LockedCase locked, ClientCase next, Actor author, @Nullable String reason, Instant now) {
        copy(next, locked.row, now);
        ClientCase previous = locked.value();
        Listing before = previous.listing();
        Listing after = next.listing();
        if (locked.listing != null && !Objects.equals(before, after)) {
            locked.listing.closedAt = now;
        }
        Uni<Void> changed = Panache.getSession().chain(Mutiny.Session::flush);
        if (after != null && !after.equals(before)) {
            changed = changed.chain(() -> addListing(after));
        }
        if (next.requirementsVersion() != previous.requirementsVersion()) {
            var changes =
                    Difference.between(documents.plain(previous.requirements()), documents.plain(next.requirements()));
            changed = changed.chain(() -> addVersion(next, author, reason, changes, now));
        }
        return changed;
    }

    private Uni<Void> addVersion(
            ClientCase changed, Actor author, @Nullable String reason, List<Change> changes, Instant now) {
        var row = new VersionRow();
        row.key = new VersionRow.Key(changed.id().value(), changed.requirementsVersion());
        row.at = now;
        row.author = Objects.requireNonNull(author.user());
        row.authorRole = author.role();
        row.reason = Objects.requireNonNull(reason);
        row.changes = documents.write(changes);
        row.requirements = documents.write(changed.requirements());
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    private Uni<Void> addListing(Listing listing) {
        var row = new ListingRow();
        row.listingId = Ids.next();
        row.caseId = listing.caseId();
        row.publishedAt = listing.publishedAt();
        row.closesOn = listing.closesOn();
        row.document = documents.write(listing);
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    private Uni<LockedCase> withListing(Mutiny.Session session, CaseRow row, RecruiterRow company) {
        return session.createQuery("from ListingRow l where l.caseId = :id and l.closedAt is null", ListingRow.class)
                .setParameter("id", row.caseId)
                .getSingleResultOrNull()
                .map(listing -> new LockedCase(value(row, listing), company.recruiter(), row, listing));
    }

    private ClientCase value(CaseRow row, @Nullable ListingRow listing) {
        return new ClientCase(
                new CaseId(row.caseId),
                row.companyId,
                row.organizationId,
                row.version,
                row.status,
                row.requirementsVersion,
                documents.read(row.requirements, Requirements.class),
                listing == null ? null : documents.read(listing.document, Listing.class),
                row.closingReason);
    }

    private void copy(ClientCase from, CaseRow to, Instant now) {
        to.version = from.version();
        to.status = from.status();
        to.requirementsVersion = from.requirementsVersion();
        to.requirements = documents.write(from.requirements());
        to.closingReason = from.closingReason();
        to.updatedAt = now;
    }

    private static <T> Mutiny.SelectionQuery<T> scoped(
            Mutiny.Session session, String query, Class<T> type, UUID caseId, OrganizationScope scope) {
        return session.createSelectionQuery(query, type)
                .setParameter("id", caseId)
                .setParameter("everything", scope.everything())
                .setParameter("organizations", scope.organizations());
    }
}
