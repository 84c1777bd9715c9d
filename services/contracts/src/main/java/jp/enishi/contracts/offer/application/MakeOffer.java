package jp.enishi.contracts.offer.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.DatabaseClock;
import jp.enishi.contracts.Documents;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.candidacy.Candidacies;
import jp.enishi.contracts.candidacy.Candidacy;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.TeamMode;
import jp.enishi.contracts.offer.persistence.Offers;
import jp.enishi.contracts.rule.application.Rules;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.contracts.terms.domain.TermsRules;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.NotFound;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.security.Ownership;
import jp.enishi.platform.security.Resource;
import org.jspecify.annotations.Nullable;

/** A client offers terms to a person that all have met; to several at once as a team. */
@ApplicationScoped
public class MakeOffer {
    private final Offers offers;
    private final Candidacies candidacies;
    private final OfferJournal journal;
    private final DatabaseClock clock;
    private final Documents documents;
    private final Rules rules;
    private final Caller caller;

    MakeOffer(
            Offers offers,
            Candidacies candidacies,
            OfferJournal journal,
            DatabaseClock clock,
            Documents documents,
            Rules rules,
            Caller caller) {
        this.offers = offers;
        this.candidacies = candidacies;
        this.journal = journal;
        this.clock = clock;
        this.documents = documents;
        this.rules = rules;
        this.caller = caller;
    }

    /** To whom which terms are offered. */
    public record Wanted(UUID candidacyId, Terms terms) {}

    @WithTransaction
    public Uni<Offer> make(Wanted wanted, Instant expiresAt) {
        return clock.now().chain(now -> one("", wanted, null, null, expiresAt, now));
    }

    /**
     * Offers to a whole team.
     *
     * @return the team's id; its offers are those that name it
     */
    @WithTransaction
    public Uni<UUID> makeTeam(UUID caseId, TeamMode mode, List<Wanted> wanted, Instant expiresAt) {
        var seen = new HashSet<UUID>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!seen.add(wanted.get(i).candidacyId())) {
                throw ValidationFailure.at("/offers/" + i + "/candidacyId", "duplicate");
            }
        }
        UUID teamOfferId = Ids.next();
        return candidacy(wanted.getFirst().candidacyId())
                .invoke(first -> requireOwn(first.organizationId()))
                .chain(first -> offers.addTeam(teamOfferId, caseId, first.organizationId(), mode))
                .chain(clock::now)
                .chain(now -> all(wanted, teamOfferId, caseId, expiresAt, now))
                .replaceWith(teamOfferId);
    }

    private Uni<Void> all(List<Wanted> wanted, UUID teamOfferId, UUID caseId, Instant expiresAt, Instant now) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (int i = 0; i < wanted.size(); i++) {
            int index = i;
            all = all.chain(() -> one("/offers/" + index, wanted.get(index), teamOfferId, caseId, expiresAt, now))
                    .replaceWithVoid();
        }
        return all;
    }

    private Uni<Offer> one(
            String at,
            Wanted wanted,
            @Nullable UUID teamOfferId,
            @Nullable UUID caseId,
            Instant expiresAt,
            Instant now) {
        return candidacy(wanted.candidacyId()).chain(candidacy -> {
            requireOwn(candidacy.organizationId());
            if (caseId != null && !caseId.equals(candidacy.caseId())) {
                throw ValidationFailure.at(at + "/candidacyId", "not-of-this-case");
            }
            TermsRules.check(at + "/terms", wanted.terms(), rules.current(), DatabaseClock.dayOf(now));
            if (!candidacy.isMet()) {
                throw new RuleViolation("candidacy-not-met", Map.of("stage", candidacy.stage()));
            }
            UUID talent = candidacy.talentUserId();
            if (talent == null) {
                throw new RuleViolation("talent-without-account");
            }
            var seat = new Seat(
                    candidacy.id(),
                    candidacy.caseId(),
                    candidacy.positionId(),
                    candidacy.organizationId(),
                    candidacy.talentId(),
                    talent);
            return store(seat, wanted.terms(), teamOfferId, expiresAt, now);
        });
    }

    private Uni<Offer> store(Seat seat, Terms terms, @Nullable UUID teamOfferId, Instant expiresAt, Instant now) {
        Actor author = Actor.of(caller.subject(), Side.CLIENT);
        String hash = Documents.hash(documents.canonical(terms));
        Offer offer = Offer.make(Ids.next(), teamOfferId, seat, hash, expiresAt, now);
        return candidacies
                .hasPosition(seat.caseId(), seat.positionId())
                .invoke(known -> {
                    if (!known) {
                        throw new RuleViolation("case-unknown");
                    }
                })
                .chain(() -> offers.openOf(seat.candidacyId()))
                .invoke(open -> {
                    if (!open.isEmpty()) {
                        throw new RuleViolation(
                                "offer-exists",
                                Map.of("offerId", open.getFirst().toString()));
                    }
                })
                .chain(() -> offers.isRefused(seat.candidacyId()))
                .invoke(refused -> {
                    if (refused) {
                        throw new RuleViolation("offer-refused");
                    }
                })
                .chain(() -> offers.add(offer, now))
                .chain(() -> offers.addVersion(offer, author, Side.CLIENT, terms, new ArrayList<>(), null, now))
                .chain(() -> journal.write(offer, author, "offer.create", null))
                .replaceWith(offer);
    }

    private Uni<Candidacy> candidacy(UUID candidacyId) {
        return candidacies.find(candidacyId).map(found -> {
            if (found == null) {
                throw new NotFound("candidacy", candidacyId);
            }
            return found;
        });
    }

    /** A stranger's candidacy looks like one that doesn't exist. */
    private void requireOwn(UUID organizationId) {
        boolean own = caller.subject().belongsTo(organizationId.toString());
        caller.require("offer.create", new Resource("offer", Ownership.of(own), Resource.STATELESS));
    }
}
