package jp.enishi.cases.inquiry.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import jp.enishi.cases.inquiry.domain.Closing;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.domain.InquiryState;
import jp.enishi.cases.inquiry.domain.Language;
import jp.enishi.cases.inquiry.domain.Sender;
import org.jspecify.annotations.Nullable;

/** The row of an inquiry; changed only under its lock, by {@link Inquiries}. */
@Entity
@Table(name = "inquiry")
class InquiryRow {
    @Id
    @Column(name = "inquiry_id")
    UUID inquiryId;

    @Column(updatable = false)
    String reference;

    long version;

    @Enumerated(EnumType.STRING)
    InquiryState state;

    @Nullable
    String company;

    @Nullable
    String person;

    @Nullable
    String email;

    @Nullable
    String phone;

    @Nullable
    String message;

    byte @Nullable [] fingerprint;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    Language language;

    @Column(name = "consent_at", updatable = false)
    Instant consentAt;

    /** The version of the terms of use that the consent was given with. */
    @Column(name = "terms_version")
    @Nullable
    Integer termsVersion;

    @Column(name = "received_at", updatable = false)
    Instant receivedAt;

    @Column(name = "due_at", updatable = false)
    Instant dueAt;

    @Nullable
    UUID assignee;

    @Column(name = "company_id")
    @Nullable
    UUID companyId;

    @Column(name = "closing_reason")
    @Enumerated(EnumType.STRING)
    Closing.@Nullable Reason closingReason;

    @Column(name = "closing_note")
    @Nullable
    String closingNote;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;

    @Column(name = "erased_at")
    @Nullable
    Instant erasedAt;

    @SuppressWarnings("NullAway.Init")
    InquiryRow() {}

    Inquiry value() {
        Sender sender = company == null || person == null || email == null || message == null
                ? null
                : new Sender(company, person, email, phone, message, termsVersion);
        Closing closing =
                closingReason == null || closedAt == null ? null : new Closing(closingReason, closingNote, closedAt);
        return new Inquiry(
                inquiryId,
                reference,
                version,
                state,
                sender,
                language,
                receivedAt,
                dueAt,
                assignee,
                companyId,
                closing);
    }

    /** Takes over what may change. */
    void become(Inquiry next) {
        version = next.version();
        state = next.state();
        assignee = next.assignee();
        companyId = next.companyId();
        Closing closing = next.closing();
        if (closing != null) {
            closingReason = closing.reason();
            closingNote = closing.note();
            closedAt = closing.at();
        }
    }

    /** What a person is told by goes; that there was an inquiry, when and what became of it stays. */
    void forget(Instant now) {
        company = null;
        person = null;
        email = null;
        phone = null;
        message = null;
        fingerprint = null;
        termsVersion = null;
        closingNote = null;
        erasedAt = now;
    }
}
