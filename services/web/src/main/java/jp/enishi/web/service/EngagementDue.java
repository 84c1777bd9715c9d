package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done for an engagement.
 *
 * @param kind CHECK_IN, TICKET, AMENDMENT or NOTICE
 */
public record EngagementDue(
        String engagementId,
        String candidacyId,
        String kind,
        @Nullable Integer number,
        String on,
        @Nullable String at,
        @Nullable String category) {}
