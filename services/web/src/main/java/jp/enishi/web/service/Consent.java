package jp.enishi.web.service;

import org.jspecify.annotations.Nullable;

/** That a client may know a talent's name for a case. */
public record Consent(
        String consentId,
        long version,
        String organizationId,
        @Nullable String organizationName,
        String caseId,
        String state,
        @Nullable String ground,
        @Nullable String givenAt,
        @Nullable String withdrawnAt) {
    /** Whether it comes of an agreement, which binds. */
    public boolean agreed() {
        return "AGREEMENT".equals(ground);
    }

    /** Whether it holds. */
    public boolean given() {
        return state.equals("GIVEN");
    }
}
