package jp.enishi.contracts.offer.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.contracts.Actor;
import jp.enishi.contracts.Journal;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.OfferState;
import org.jspecify.annotations.Nullable;

/** The event and the audit row of each version of an offer. */
@ApplicationScoped
class OfferJournal {
    private final Journal journal;

    OfferJournal(Journal journal) {
        this.journal = journal;
    }

    Uni<Void> write(Offer offer, Actor actor, String action, @Nullable String reason) {
        var seat = offer.seat();
        var data = new Data(
                offer.offerId(),
                offer.teamOfferId(),
                seat.candidacyId(),
                seat.caseId(),
                seat.positionId(),
                seat.organizationId(),
                seat.talentId(),
                seat.talentUserId(),
                offer.state(),
                offer.number(),
                offer.waitsFor(),
                offer.expiresAt(),
                offer.termsHash());
        return journal.write("offer", offer.offerId(), offer.version(), data, actor, action, reason);
    }

    private record Data(
            UUID offerId,
            @Nullable UUID teamOfferId,
            UUID candidacyId,
            UUID caseId,
            UUID positionId,
            UUID organizationId,
            UUID talentId,
            UUID talentUserId,
            OfferState state,
            int number,
            Side waitsFor,
            Instant expiresAt,
            String termsHash) {}
}
