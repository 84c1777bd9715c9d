package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/**
 * That somebody saw something of a talent.
 *
 * @param viewerId the account of who saw it
 */
public record Disclosure(
        String disclosureId,
        @Nullable String talentId,
        long talentVersion,
        @Nullable String organizationId,
        String caseId,
        @Nullable String viewerId,
        @Nullable String level,
        @Nullable String purpose,
        @Nullable String at) {}
