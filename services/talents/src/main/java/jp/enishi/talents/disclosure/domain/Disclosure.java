package jp.enishi.talents.disclosure.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody of a client saw something of a talent: written once, for ever.
 *
 * @param proposalId where they read it, for the purpose {@code PROPOSAL}
 * @param consentId the consent by which the talent was named
 */
public record Disclosure(
        UUID disclosureId,
        UUID talentId,
        long talentVersion,
        UUID organizationId,
        UUID caseId,
        UUID viewerId,
        Level level,
        Purpose purpose,
        @Nullable UUID proposalId,
        @Nullable UUID consentId,
        Instant at) {

    /** How much was seen: the anonymised sheet, the named résumé, or that with mail and phone. */
    public enum Level {
        ANONYMISED,
        NAMED,
        CONTACT
    }

    /** Why: the people who fit a case were looked through, a proposal was read, somebody chose whom to work with, the two have agreed, or the order names the talent. */
    public enum Purpose {
        MATCHING,
        PROPOSAL,
        SELECTION,
        CONTRACT,
        ORDER_DOCUMENT
    }
}
