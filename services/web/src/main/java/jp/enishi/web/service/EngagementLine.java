package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** A line of the list of engagements. */
public record EngagementLine(
        String engagementId,
        long version,
        @Nullable String orderId,
        @Nullable String candidacyId,
        @Nullable String caseId,
        @Nullable String positionId,
        @Nullable String organizationId,
        @Nullable String talentId,
        @Nullable String ownerId,
        String state,
        @Nullable String start,
        @Nullable String end,
        @Nullable Integer utilisation,
        @Nullable String noticeBy) {}
