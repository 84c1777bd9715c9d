package jp.enishi.contracts.offer.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Scope;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.candidacy.Candidacies;
import jp.enishi.contracts.offer.domain.Ending;
import jp.enishi.contracts.offer.domain.Ending.Said;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.VersionState;
import jp.enishi.contracts.offer.persistence.Offers;
import jp.enishi.contracts.offer.persistence.Offers.Locked;
import jp.enishi.contracts.order.application.PrepareOrder;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.TermsRules;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Difference;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.StaleVersion;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Subject;
import org.jspecify.annotations.Nullable;

/** What the two sides do with an open offer. Whoever gets its lock first decides; everybody else is told what was. */
@ApplicationScoped
public class AnswerOffer {
    private final Offers offers;
    private final EndOffers endOffers;
    private final Candidacies candidacies;
    private final PrepareOrder prepareOrder;
    private final OfferJournal journal;
    private final DatabaseClock clock;
    private final Documents documents;
    private final Rules rules;
    private final Caller caller;

    AnswerOffer(
            Offers offers,
            EndOffers endOffers,
            Candidacies candidacies,
            PrepareOrder prepareOrder,
            OfferJournal journal,
            DatabaseClock clock,
            Documents documents,
            Rules rules,
            Caller caller) {
        this.offers = offers;
        this.endOffers = endOffers;
        this.candidacies = candidacies;
        this.prepareOrder = prepareOrder;
        this.journal = journal;
        this.clock = clock;
        this.documents = documents;
        this.rules = rules;
        this.caller = caller;
    }

    /** Other terms instead of an answer. */
    @WithTransaction
    public Uni<Offer> counter(UUID offerId, long expected, Terms terms, Instant expiresAt, @Nullable String note) {
        return locked("offer.counter", offerId, (locked, now) -> {
            Offer before = locked.offer();
            Side by = side(before);
            Actor author = Actor.of(caller.subject(), by);
            String hash = Documents.hash(documents.canonical(terms));
            Offer after = before.counter(by, hash, expiresAt, now);
            StaleVersion.check(expected, before.version());
            TermsRules.check("/terms", terms, rules.current(), DatabaseClock.dayOf(now));
            TermsRules.checkWords("/note", note);
            if (hash.equals(before.termsHash())) {
                throw new RuleViolation("terms-unchanged");
            }
            return offers.versions(offerId)
                    .map(List::getLast)
                    .map(last -> Difference.between(documents.plain(last.terms()), documents.plain(terms)))
                    .call(() -> offers.change(after, before.number(), VersionState.SUPERSEDED, now))
                    .chain(changes -> offers.addVersion(after, author, by, terms, changes, note, now))
                    .chain(() -> journal.write(after, author, "offer.counter", null))
                    .replaceWith(after);
        });
    }

    /** Accepts the version with the hash. The agreement, and the order that follows from it, come in the same transaction. */
    @WithTransaction
    public Uni<Offer> accept(UUID offerId, long expected, String termsHash) {
        return locked(
                "offer.accept",
                offerId,
                (locked, now) -> offers.hashes(offerId).chain(earlier -> {
                    Offer before = locked.offer();
                    Side by = side(before);
                    Actor actor = Actor.of(caller.subject(), by);
                    boolean whole = locked.team() != null && locked.team().isAllOrNothing();
                    Offer after = before.accept(by, termsHash, earlier, now, whole);
                    StaleVersion.check(expected, before.version());
                    return offers.accept(after)
                            .invoke(inTime -> {
                                if (!inTime) {
                                    throw new RuleViolation("offer-expired", Map.of("number", before.number()));
                                }
                            })
                            .chain(() -> offers.change(after, now))
                            .chain(() -> journal.write(after, actor, "offer.accept", null))
                            .chain(() -> whole ? completeTeam(after, actor, now) : agree(after, actor, now))
                            .replaceWith(() -> after);
                }));
    }

    /** The last acceptance of a team makes the agreements of them all. */
    private Uni<Void> completeTeam(Offer accepted, Actor actor, Instant now) {
        UUID team = Objects.requireNonNull(accepted.teamOfferId());
        return offers.lockAll(team).chain(members -> {
            if (!members.stream().allMatch(Offer::isWaitingForTeam)) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> all = Uni.createFrom().voidItem();
            for (Offer member : members) {
                Offer agreed = member.agree();
                all = all.chain(() -> offers.change(agreed, now))
                        .chain(() -> journal.write(agreed, actor, "offer.agree", null))
                        .chain(() -> agree(agreed, actor, now));
            }
            return all;
        });
    }

    private Uni<Void> agree(Offer agreed, Actor actor, Instant now) {
        UUID acceptedBy = Objects.requireNonNull(actor.user());
        return candidacies
                .takeSeat(agreed.seat().positionId())
                .invoke(taken -> {
                    if (!taken) {
                        throw new RuleViolation(
                                "position-filled",
                                Map.of("positionId", agreed.seat().positionId().toString()));
                    }
                })
                .chain(() -> offers.agree(agreed, acceptedBy, now))
                .chain(() -> offers.versions(agreed.offerId()))
                .chain(versions -> prepareOrder.from(
                        agreed.offerId(), agreed.seat(), versions.getLast().terms(), agreed.termsHash(), now, actor));
    }

    /** No, for ever: an offer that was refused never becomes an order. */
    @WithTransaction
    public Uni<Offer> refuse(UUID offerId, long expected, Said said) {
        return locked("offer.refuse", offerId, (locked, now) -> {
            Offer before = locked.offer();
            Side by = side(before);
            Offer after = before.refuse(by, now);
            StaleVersion.check(expected, before.version());
            return endOffers
                    .end(
                            locked,
                            after,
                            VersionState.REFUSED,
                            Actor.of(caller.subject(), by),
                            "offer.refuse",
                            said.reason(),
                            now)
                    .call(() -> offers.ended(offerId, ending(by, said, now)));
        });
    }

    /** The side that made the newest version takes it back. */
    @WithTransaction
    public Uni<Offer> withdraw(UUID offerId, long expected, Said said) {
        return locked("offer.withdraw", offerId, (locked, now) -> {
            Offer before = locked.offer();
            Side by = side(before);
            Offer after = before.withdraw(by, now);
            StaleVersion.check(expected, before.version());
            return endOffers
                    .end(
                            locked,
                            after,
                            VersionState.WITHDRAWN,
                            Actor.of(caller.subject(), by),
                            "offer.withdraw",
                            said.reason(),
                            now)
                    .call(() -> offers.ended(offerId, ending(by, said, now)));
        });
    }

    private static Ending ending(Side by, Said said, Instant now) {
        return new Ending(by, now, said.code(), said.reason(), said.shared());
    }

    private Uni<Offer> locked(String action, UUID offerId, BiFunction<Locked, Instant, Uni<Offer>> work) {
        Subject subject = caller.subject();
        return offers.lock(offerId, Scope.of(subject)).chain(locked -> {
            Offer offer = locked.offer();
            caller.require(action, Resource.of("offer", offer.seat().isOwn(subject), offer.state()));
            return clock.now().chain(now -> work.apply(locked, now));
        });
    }

    /** A coordinator, who stands on neither side, acts in the client's name. */
    private Side side(Offer offer) {
        Side own = offer.seat().sideOf(caller.subject());
        return own == null ? Side.CLIENT : own;
    }
}
