package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** That somebody saw something of a talent. */
public record Disclosure(
        String disclosureId,
        long talentVersion,
        @Nullable String organizationId,
        String caseId,
        @Nullable String level,
        @Nullable String purpose,
        @Nullable String at) {}
