package jp.enishi.contracts.offer.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.Side;
import jp.enishi.contracts.terms.domain.Terms;
import jp.enishi.platform.kernel.Difference.Change;
import org.jspecify.annotations.Nullable;

/** One version of an offer, written once. {@code changes} lead from the version before to this one. */
public record OfferVersion(
        int number,
        Instant at,
        UUID author,
        Side side,
        Terms terms,
        String termsHash,
        List<Change> changes,
        @Nullable String note,
        Instant expiresAt,
        VersionState state) {}
