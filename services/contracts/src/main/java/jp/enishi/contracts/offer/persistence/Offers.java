package jp.enishi.contracts.offer.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Times;
import jp.enishi.contracts.offer.domain.Ending;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.OfferState;
import jp.enishi.contracts.offer.domain.OfferVersion;
import jp.enishi.contracts.offer.domain.TeamMode;
import jp.enishi.contracts.offer.domain.VersionState;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Difference.Change;
import jp.enishi.platform.kernel.NotFound;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Offers and their versions. An offer is changed under the lock of its row, taken after that of its team; everything
 * here is part of the running session.
 */
@ApplicationScoped
public class Offers {
    private final Documents documents;

    Offers(Documents documents) {
        this.documents = documents;
    }

    /** An offer with its team, both locked until the transaction ends. */
    public record Locked(Offer offer, @Nullable Team team) {}

    public Uni<Void> addTeam(UUID teamOfferId, UUID caseId, UUID organizationId, TeamMode mode) {
        var team = new Team();
        team.teamOfferId = teamOfferId;
        team.caseId = caseId;
        team.organizationId = organizationId;
        team.mode = mode;
        return Panache.getSession().call(session -> session.persist(team)).chain(Mutiny.Session::flush);
    }

    public Uni<Void> add(Offer offer, Instant now) {
        var row = new OfferRow();
        row.copy(offer, now);
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    /** Writes the newest version's terms, which never change afterwards. */
    public Uni<Void> addVersion(
            Offer offer,
            Actor author,
            Side side,
            Terms terms,
            List<Change> changes,
            @Nullable String note,
            Instant now) {
        var row = new VersionRow();
        row.key = new VersionRow.Key(offer.offerId(), offer.number());
        row.at = now;
        row.author = Objects.requireNonNull(author.user());
        row.authorRole = author.role();
        row.side = side;
        row.terms = documents.canonical(terms);
        row.termsHash = offer.termsHash();
        row.changes = documents.canonical(changes);
        row.note = note;
        row.expiresAt = offer.expiresAt();
        row.state = VersionState.OPEN;
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    /** Locks the team, when there is one, and then the offer. Fails with {@link NotFound} outside the scope. */
    public Uni<Locked> lock(UUID offerId, Scope scope) {
        return Panache.getSession()
                .chain(session -> scope.bind(session.createSelectionQuery(
                                "select o.offerId, o.teamOfferId from OfferRow o where o.offerId = :id and "
                                        + scope.over("o.seat"),
                                Object[].class))
                        .setParameter("id", offerId)
                        .getSingleResultOrNull()
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NotFound("offer", offerId))
                        .chain(found -> lockTeam(session, (UUID) found[1]))
                        .chain(team -> session.find(OfferRow.class, offerId, LockMode.PESSIMISTIC_WRITE)
                                .map(row -> new Locked(row.value(), team))));
    }

    private static Uni<@Nullable Team> lockTeam(Mutiny.Session session, @Nullable UUID teamOfferId) {
        return teamOfferId == null
                ? Uni.createFrom().nullItem()
                : session.createNativeQuery(
                                "select team_offer_id from team_offer where team_offer_id = :id for no key update",
                                UUID.class)
                        .setParameter("id", teamOfferId)
                        .getSingleResult()
                        .chain(id -> session.find(Team.class, id));
    }

    /** The offers of a team, locked, in the order of their positions, so that seats are always taken in one order. */
    public Uni<List<Offer>> lockAll(UUID teamOfferId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from OfferRow o where o.teamOfferId = :team order by o.seat.positionId, o.offerId",
                                OfferRow.class)
                        .setParameter("team", teamOfferId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .map(rows -> rows.stream().map(OfferRow::value).toList());
    }

    /** Writes the next state of a locked offer and what became of the version that it answered. */
    public Uni<Void> change(Offer next, int answered, VersionState became, Instant now) {
        return Panache.getSession()
                .chain(session -> session.find(OfferRow.class, next.offerId())
                        .invoke(row -> row.copy(next, now))
                        .chain(() -> session.find(VersionRow.class, new VersionRow.Key(next.offerId(), answered)))
                        .invoke(version -> version.state = became)
                        .chain(session::flush));
    }

    /**
     * Accepts the open version by the database's clock and by nothing else; false when it was too late, or when it is
     * not these terms.
     */
    public Uni<Boolean> accept(Offer accepted) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update offer_version set state = 'ACCEPTED'
                                where offer_id = :id and number = :number and state = 'OPEN' and terms_hash = :hash
                                and expires_at > clock_timestamp()""")
                        .setParameter("id", accepted.offerId())
                        .setParameter("number", accepted.number())
                        .setParameter("hash", accepted.termsHash())
                        .executeUpdate())
                .map(count -> count == 1);
    }

    /** Writes the next state of a locked offer whose version is taken care of. */
    public Uni<Void> change(Offer next, Instant now) {
        return Panache.getSession()
                .chain(session -> session.find(OfferRow.class, next.offerId())
                        .invoke(row -> row.copy(next, now))
                        .chain(session::flush));
    }

    /** The accepted version becomes the agreement. */
    public Uni<Void> agree(Offer agreed, UUID acceptedBy, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into agreement (offer_id, number, terms_hash, accepted_by, agreed_at)
                                values (:id, :number, :hash, :by, :at)""")
                        .setParameter("id", agreed.offerId())
                        .setParameter("number", agreed.number())
                        .setParameter("hash", agreed.termsHash())
                        .setParameter("by", acceptedBy)
                        .setParameter("at", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    public Uni<@Nullable Offer> find(UUID offerId, Scope scope) {
        return Panache.getSession()
                .chain(session -> scope.bind(session.createSelectionQuery(
                                "select o from OfferRow o where o.offerId = :id and " + scope.over("o.seat"),
                                OfferRow.class))
                        .setParameter("id", offerId)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : row.value());
    }

    public Uni<List<Offer>> list(
            Scope scope, @Nullable OfferState state, @Nullable UUID caseId, @Nullable UUID before, int most) {
        return Panache.getSession()
                .chain(session -> {
                    var query = scope.bind(session.createSelectionQuery(
                                    "select o from OfferRow o where " + scope.over("o.seat")
                                            + " and o.offerId < :before"
                                            + (state == null ? "" : " and o.state = :state")
                                            + (caseId == null ? "" : " and o.seat.caseId = :case")
                                            + " order by o.offerId desc",
                                    OfferRow.class))
                            .setParameter("before", before == null ? new UUID(-1, -1) : before)
                            .setMaxResults(most);
                    if (state != null) {
                        query.setParameter("state", state);
                    }
                    if (caseId != null) {
                        query.setParameter("case", caseId);
                    }
                    return query.getResultList();
                })
                .map(rows -> rows.stream().map(OfferRow::value).toList());
    }

    /** The offers of a team. */
    public Uni<List<Offer>> ofTeam(UUID teamOfferId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from OfferRow o where o.teamOfferId = :team order by o.offerId", OfferRow.class)
                        .setParameter("team", teamOfferId)
                        .getResultList())
                .map(rows -> rows.stream().map(OfferRow::value).toList());
    }

    /** The versions of some offers, oldest first. */
    public Uni<Map<UUID, List<OfferVersion>>> versions(List<UUID> offerIds) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "from VersionRow v where v.key.offerId in (:ids) order by v.key.offerId, v.key.number",
                                VersionRow.class)
                        .setParameter("ids", offerIds)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.key.offerId(), Collectors.mapping(this::value, Collectors.toList()))));
    }

    /** The hashes of every version of an offer. */
    public Uni<List<String>> hashes(UUID offerId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select v.termsHash from VersionRow v where v.key.offerId = :id", String.class)
                        .setParameter("id", offerId)
                        .getResultList());
    }

    public Uni<List<OfferVersion>> versions(UUID offerId) {
        return versions(List.of(offerId)).map(all -> all.getOrDefault(offerId, List.of()));
    }

    /** The open offers of a candidacy. */
    public Uni<List<UUID>> openOf(UUID candidacyId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select o.offerId from OfferRow o where o.seat.candidacyId = :id and o.state = OPEN",
                                UUID.class)
                        .setParameter("id", candidacyId)
                        .getResultList());
    }

    /** Whether an offer for the candidacy was refused, which ends it for ever. */
    public Uni<Boolean> isRefused(UUID candidacyId) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select count(o) from OfferRow o where o.seat.candidacyId = :id and o.state = REFUSED",
                                Long.class)
                        .setParameter("id", candidacyId)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /**
     * One open offer whose time is over by the database's clock and that nobody else is ending, or null. Of an offer in
     * a team it is the team that is locked.
     */
    public Uni<@Nullable UUID> nextExpired() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                        select o.offer_id from offer o where o.state = 'OPEN' and o.accepted_at is null
                        and o.expires_at <= clock_timestamp() and o.team_offer_id is null
                        order by o.expires_at, o.offer_id limit 1 for update of o skip locked""", UUID.class)
                        .getSingleResultOrNull()
                        .chain(found -> found != null
                                ? Uni.createFrom().item(found)
                                : session.createNativeQuery("""
                                        select o.offer_id from offer o join team_offer t using (team_offer_id)
                                        where o.state = 'OPEN' and o.accepted_at is null and o.expires_at <= clock_timestamp()
                                        order by o.expires_at, o.offer_id limit 1 for no key update of t skip locked""", UUID.class).getSingleResultOrNull()));
    }

    /** Keeps who ended it and why. */
    public Uni<Void> ended(UUID offerId, Ending ending) {
        Ending.Code code = ending.code();
        String reason = ending.reason();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into offer_ending (offer_id, side, at, code, reason, shared)
                                values (:id, :side, :at, nullif(:code, ''), nullif(:reason, ''), :shared)""")
                        .setParameter("id", offerId)
                        .setParameter("side", ending.side().name())
                        .setParameter("at", ending.at())
                        .setParameter("code", code == null ? "" : code.name())
                        .setParameter("reason", reason == null ? "" : reason)
                        .setParameter("shared", ending.shared())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Who refused it or took it back and why; null when nobody did. */
    public Uni<@Nullable Ending> ending(UUID offerId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select side, cast(to_json(at) as text), code, reason, shared from offer_ending"
                                        + " where offer_id = :id",
                                Object[].class)
                        .setParameter("id", offerId)
                        .getSingleResultOrNull())
                .map(row -> row == null
                        ? null
                        : new Ending(
                                Side.valueOf((String) row[0]),
                                Times.at(row[1]),
                                row[2] == null ? null : Ending.Code.valueOf((String) row[2]),
                                (String) row[3],
                                (Boolean) row[4]));
    }

    private OfferVersion value(VersionRow row) {
        return new OfferVersion(
                row.key.number(),
                row.at,
                row.author,
                row.side,
                documents.read(row.terms, Terms.class),
                row.termsHash,
                Arrays.asList(documents.read(row.changes, Change[].class)),
                row.note,
                row.expiresAt,
                row.state);
    }
}
