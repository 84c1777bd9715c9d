package jp.enishi.cases.inquiry.api;

import java.time.Instant;
import java.util.UUID;
import jp.enishi.cases.inquiry.domain.InquiryState;
import jp.enishi.cases.inquiry.domain.Language;
import org.jspecify.annotations.Nullable;

/**
 * A line of the coordinators' list.
 *
 * @param company null, as is the person, once they are forgotten
 */
public record InquirySummary(
        UUID inquiryId,
        String reference,
        long version,
        InquiryState state,
        @Nullable String company,
        @Nullable String person,
        Language language,
        Instant receivedAt,
        Instant dueAt,
        @Nullable UUID assignee,
        @Nullable UUID companyId) {}
