package jp.enishi.contracts.offer.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.offer.application.ReadOffers.Whole;
import jp.enishi.contracts.offer.domain.Ending;
import jp.enishi.contracts.offer.domain.Offer;
import jp.enishi.contracts.offer.domain.OfferState;
import jp.enishi.contracts.offer.domain.VersionState;
import jp.enishi.contracts.rule.domain.Rulebook;
import jp.enishi.contracts.terms.domain.Taxed;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Difference.Change;
import org.jspecify.annotations.Nullable;

/**
 * An offer with each of its versions, oldest first.
 *
 * @param ending who refused it or took it back, and why as far as the reader may know
 */
public record OfferView(
        UUID offerId,
        long version,
        @Nullable UUID teamOfferId,
        UUID candidacyId,
        UUID caseId,
        @Nullable Text caseTitle,
        UUID positionId,
        UUID organizationId,
        UUID talentId,
        OfferState state,
        int number,
        Side waitsFor,
        Instant expiresAt,
        String termsHash,
        @Nullable Instant acceptedAt,
        List<Version> versions,
        @Nullable Ending ending) {

    /**
     * One version; {@code changes} lead from the version before to this one.
     *
     * @param taxed the fee with tax, where an amount is named
     */
    public record Version(
            int number,
            VersionState state,
            Side side,
            Instant at,
            Instant expiresAt,
            @Nullable String note,
            Terms terms,
            @Nullable Taxed taxed,
            String termsHash,
            List<Change> changes) {}

    /** An offer in a list, without its terms. */
    public record Line(
            UUID offerId,
            long version,
            @Nullable UUID teamOfferId,
            UUID candidacyId,
            UUID caseId,
            UUID positionId,
            UUID organizationId,
            UUID talentId,
            OfferState state,
            int number,
            Side waitsFor,
            Instant expiresAt,
            String termsHash,
            @Nullable Instant acceptedAt) {

        static Line of(Offer offer) {
            var seat = offer.seat();
            return new Line(
                    offer.offerId(),
                    offer.version(),
                    offer.teamOfferId(),
                    seat.candidacyId(),
                    seat.caseId(),
                    seat.positionId(),
                    seat.organizationId(),
                    seat.talentId(),
                    offer.state(),
                    offer.number(),
                    offer.waitsFor(),
                    offer.expiresAt(),
                    offer.termsHash(),
                    offer.acceptedAt());
        }
    }

    static OfferView of(Whole whole, Rulebook rules) {
        Offer offer = whole.offer();
        var seat = offer.seat();
        return new OfferView(
                offer.offerId(),
                offer.version(),
                offer.teamOfferId(),
                seat.candidacyId(),
                seat.caseId(),
                whole.caseTitle(),
                seat.positionId(),
                seat.organizationId(),
                seat.talentId(),
                offer.state(),
                offer.number(),
                offer.waitsFor(),
                offer.expiresAt(),
                offer.termsHash(),
                offer.acceptedAt(),
                whole.versions().stream()
                        .map(version -> new Version(
                                version.number(),
                                version.state(),
                                version.side(),
                                version.at(),
                                version.expiresAt(),
                                version.note(),
                                version.terms(),
                                Taxed.of(version.terms(), rules),
                                version.termsHash(),
                                version.changes()))
                        .toList(),
                whole.ending());
    }
}
