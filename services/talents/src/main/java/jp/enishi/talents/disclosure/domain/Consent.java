package jp.enishi.talents.disclosure.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.platform.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * A talent's word that they may be named to one client for one case. It can be taken back at any time and given again; it
 * stays the same consent with the next version. An agreement on terms is such a word too, and it binds until the work is over.
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
        Ground ground,
        Instant givenAt,
        @Nullable Instant withdrawnAt) {

    /** Whether it holds. */
    public enum State {
        GIVEN,
        WITHDRAWN
    }

    /** Why it holds: the talent said so, or agreed on terms with the client. */
    public enum Ground {
        WORD,
        AGREEMENT
    }

    public static Consent give(
            UUID consentId,
            UUID talentId,
            UUID organizationId,
            UUID caseId,
            @Nullable String organizationName,
            Instant now) {
        return new Consent(
                consentId, talentId, organizationId, caseId, organizationName, 1, State.GIVEN, Ground.WORD, now, null);
    }

    /** The same consent, given again after it was taken back. */
    public Consent giveAgain(@Nullable String name, Instant now) {
        return new Consent(
                consentId, talentId, organizationId, caseId, name, version + 1, State.GIVEN, Ground.WORD, now, null);
    }

    /** This one, whose ground is an agreement. */
    public Consent byAgreement() {
        return new Consent(
                consentId,
                talentId,
                organizationId,
                caseId,
                organizationName,
                version,
                state,
                Ground.AGREEMENT,
                givenAt,
                withdrawnAt);
    }

    /** The same consent, which holds by an agreement from now on; since when it was given stays, if it held. */
    public Consent agree(Instant now) {
        return giveAgain(organizationName, state == State.GIVEN ? givenAt : now).byAgreement();
    }

    /**
     * @param pursuits the talent's ways for this client's case
     * @throws RuleViolation {@code consent-withdrawn} when it was taken back before, {@code consent-bound} while there is an
     *     order whose work isn't over
     */
    public Consent withdraw(List<Pursuit> pursuits, Instant now) {
        if (state == State.WITHDRAWN) {
            throw new RuleViolation("consent-withdrawn");
        }
        if (ground == Ground.AGREEMENT && !Pursuit.over(pursuits)) {
            throw new RuleViolation("consent-bound");
        }
        return new Consent(
                consentId,
                talentId,
                organizationId,
                caseId,
                organizationName,
                version + 1,
                State.WITHDRAWN,
                ground,
                givenAt,
                now);
    }
}
