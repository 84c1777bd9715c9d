package jp.enishi.contracts.engagement.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.enishi.contracts.engagement.domain.Support.Category;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done for an engagement.
 *
 * @param number of the check-in, ticket or amendment
 * @param on the day of a check-in and the last one for a notice; that on which a ticket or an amendment came
 * @param at when a ticket or an amendment came
 */
public record EngagementDue(
        UUID engagementId,
        UUID candidacyId,
        UUID caseId,
        Kind kind,
        @Nullable Integer number,
        LocalDate on,
        @Nullable Instant at,
        @Nullable Category category) {

    /** What it is. */
    public enum Kind {
        /** A talk after which a side has not been heard yet. */
        CHECK_IN,
        /** One that is not resolved. */
        TICKET,
        /** The newest, which a side has yet to sign. */
        AMENDMENT,
        /** After this day the engagement can't be ended as planned any more; until it is renewed, continued or over it stays due. */
        NOTICE
    }
}
