package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A case of a client company. */
public record ClientCase(
        String caseId,
        @Nullable String companyId,
        @Nullable String organizationId,
        long version,
        @Nullable String status,
        int requirementsVersion,
        Requirements requirements,
        Completeness completeness,
        @Nullable Listing listing,
        @Nullable String closingReason) {}
