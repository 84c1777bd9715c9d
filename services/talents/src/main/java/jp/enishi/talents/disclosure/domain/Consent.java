package jp.enishi.talents.disclosure.domain;

import java.time.Instant;
import java.util.UUID;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * A talent's word that they may be named to one client for one case. It can be taken back at any time and given again; it
 * stays the same consent with the next version.
 *
 * @param organizationName the client as the talent was shown it when consenting
 */
public record Consent(
        UUID consentId,
        UUID talentId,
        UUID organizationId,
        UUID caseId,
        @Nullable String organizationName,
        long version,
        State state,
        Instant givenAt,
        @Nullable Instant withdrawnAt) {

    /** Whether it holds. */
    public enum State {
        GIVEN,
        WITHDRAWN
    }

    public static Consent give(
            UUID consentId,
            UUID talentId,
            UUID organizationId,
            UUID caseId,
            @Nullable String organizationName,
            Instant now) {
        return new Consent(consentId, talentId, organizationId, caseId, organizationName, 1, State.GIVEN, now, null);
    }

    /** The same consent, given again after it was taken back. */
    public Consent giveAgain(@Nullable String name, Instant now) {
        return new Consent(consentId, talentId, organizationId, caseId, name, version + 1, State.GIVEN, now, null);
    }

    /** @throws RuleViolation {@code consent-withdrawn} when it was taken back before */
    public Consent withdraw(Instant now) {
        if (state == State.WITHDRAWN) {
            throw new RuleViolation("consent-withdrawn");
        }
        return new Consent(
                consentId,
                talentId,
                organizationId,
                caseId,
                organizationName,
                version + 1,
                State.WITHDRAWN,
                givenAt,
                now);
    }
}
