package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A line of the list of offers. */
public record OfferLine(
        String offerId,
        long version,
        @Nullable String teamOfferId,
        String candidacyId,
        String caseId,
        @Nullable String positionId,
        @Nullable String organizationId,
        @Nullable String talentId,
        String state,
        int number,
        @Nullable String waitsFor,
        @Nullable String expiresAt,
        @Nullable String termsHash,
        @Nullable String acceptedAt) {}
