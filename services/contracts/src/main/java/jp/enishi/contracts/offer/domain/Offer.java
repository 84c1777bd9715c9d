package jp.enishi.contracts.offer.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import jp.enishi.contracts.Seat;
import jp.enishi.contracts.Side;
import jp.enishi.platform.kernel.RuleViolation;
import jp.enishi.platform.kernel.ValidationFailure;
import org.jspecify.annotations.Nullable;

/**
 * What one side proposes to the other, in numbered versions of which only the newest can be answered. Each change is a
 * new value with {@code version + 1}, and each version is one event.
 *
 * @param number of the newest version of the terms
 * @param waitsFor the side that has to answer it
 * @param acceptedAt when the other side accepted; in a team that is taken as a whole the agreement comes with the last one
 */
public record Offer(
        UUID offerId,
        long version,
        @Nullable UUID teamOfferId,
        Seat seat,
        OfferState state,
        int number,
        Side waitsFor,
        Instant expiresAt,
        String termsHash,
        @Nullable Instant acceptedAt) {

    /** How long an offer may be open, from now. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** A new offer of the client's. */
    public static Offer make(
            UUID offerId, @Nullable UUID teamOfferId, Seat seat, String termsHash, Instant expiresAt, Instant now) {
        checkExpiry(expiresAt, now);
        return new Offer(offerId, 1, teamOfferId, seat, OfferState.OPEN, 1, Side.TALENT, expiresAt, termsHash, null);
    }

    /** Other terms by the side that was asked; the version before can't be accepted any more. */
    public Offer counter(Side by, String otherHash, Instant until, Instant now) {
        mustBeOpen(now);
        mustBeTurnOf(by);
        checkExpiry(until, now);
        return new Offer(
                offerId,
                version + 1,
                teamOfferId,
                seat,
                OfferState.OPEN,
                number + 1,
                by.other(),
                until,
                otherHash,
                null);
    }

    /**
     * The side that was asked accepts exactly these terms.
     *
     * @param earlier the hashes of the versions before
     * @param waits whether the agreement has to wait for others of the team
     * @throws RuleViolation that says which answer was sooner, {@code offer-superseded} or {@code terms-hash-differs}
     */
    public Offer accept(Side by, String hash, Collection<String> earlier, Instant now, boolean waits) {
        mustBeOpen(now);
        if (!termsHash.equals(hash)) {
            throw new RuleViolation(
                    earlier.contains(hash) ? "offer-superseded" : "terms-hash-differs", Map.of("number", number));
        }
        mustBeTurnOf(by);
        return new Offer(
                offerId,
                version + 1,
                teamOfferId,
                seat,
                waits ? OfferState.OPEN : OfferState.AGREED,
                number,
                waitsFor,
                expiresAt,
                termsHash,
                now);
    }

    /** The last of the team has accepted as well. */
    public Offer agree() {
        return ended(OfferState.AGREED);
    }

    /** The side that was asked says no, for ever. */
    public Offer refuse(Side by, Instant now) {
        mustBeOpen(now);
        mustBeTurnOf(by);
        return ended(OfferState.REFUSED);
    }

    /** The side that asked takes it back. */
    public Offer withdraw(Side by, Instant now) {
        mustBeOpen(now);
        if (by == waitsFor) {
            throw new RuleViolation("offer-not-yours", Map.of("waitsFor", waitsFor.name()));
        }
        return ended(OfferState.WITHDRAWN);
    }

    /** Ends by itself: its time is over, its candidacy ended, or its team failed. */
    public Offer end(OfferState how) {
        if (state != OfferState.OPEN) {
            throw new IllegalStateException("an offer that is " + state + " has ended");
        }
        return ended(how);
    }

    public boolean isOpen() {
        return state == OfferState.OPEN;
    }

    /** Accepted, but the rest of its team has not answered. */
    public boolean isWaitingForTeam() {
        return isOpen() && acceptedAt != null;
    }

    private Offer ended(OfferState how) {
        return new Offer(
                offerId, version + 1, teamOfferId, seat, how, number, waitsFor, expiresAt, termsHash, acceptedAt);
    }

    private void mustBeOpen(Instant now) {
        if (state != OfferState.OPEN) {
            throw new RuleViolation("offer-" + state.name().toLowerCase(Locale.ROOT), Map.of("number", number));
        }
        if (acceptedAt != null) {
            throw new RuleViolation("offer-accepted", Map.of("number", number));
        }
        if (!now.isBefore(expiresAt)) {
            throw new RuleViolation("offer-expired", Map.of("number", number));
        }
    }

    private void mustBeTurnOf(Side by) {
        if (by != waitsFor) {
            throw new RuleViolation("offer-not-your-turn", Map.of("waitsFor", waitsFor.name()));
        }
    }

    private static void checkExpiry(Instant expiresAt, Instant now) {
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw ValidationFailure.at(
                    "/expiresAt",
                    "out-of-range",
                    Map.of(
                            "minimum",
                            now.toString(),
                            "maximum",
                            now.plus(LONGEST).toString()));
        }
    }
}
