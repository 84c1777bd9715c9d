package jp.enishi.cases.inquiry.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.enishi.cases.inquiry.domain.Closing;
import jp.enishi.cases.inquiry.domain.Contact;
import jp.enishi.cases.inquiry.domain.InquiryState;
import jp.enishi.cases.inquiry.domain.Language;
import org.jspecify.annotations.Nullable;

/**
 * An inquiry as coordinators read it.
 *
 * @param company null, as is everything else of the person, once it is forgotten
 * @param terms the version of the terms of use that was agreed to with the consent; null when the form named none
 * @param companyId the client that came of it, once that is registered
 * @param onboarding how far that is
 */
public record InquiryView(
        UUID inquiryId,
        String reference,
        long version,
        InquiryState state,
        @Nullable String company,
        @Nullable String person,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String text,
        Language language,
        Instant consentAt,
        @Nullable Integer terms,
        Instant receivedAt,
        Instant dueAt,
        @Nullable UUID assignee,
        List<Contact> contacts,
        @Nullable UUID companyId,
        @Nullable Onboarding onboarding,
        Closing.@Nullable Reason closingReason,
        @Nullable String closingNote,
        @Nullable Instant closedAt,
        @Nullable Instant erasedAt) {

    /**
     * How far the organisation, the account and the company are.
     *
     * @param invited that the person was mailed a link
     * @param problem why the last attempt failed: a code
     */
    public record Onboarding(
            boolean organization,
            boolean account,
            boolean invited,
            boolean done,
            @Nullable String problem) {}

    @Override
    public String toString() {
        return "InquiryView";
    }
}
