package jp.enishi.cases.inquiry.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jp.enishi.cases.Actor;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.messaging.InquiryEvents;
import jp.enishi.cases.inquiry.persistence.Inquiries;
import jp.enishi.cases.inquiry.persistence.LockedInquiry;
import jp.enishi.platform.messaging.Audit;
import jp.enishi.platform.messaging.AuditEntry;
import org.jspecify.annotations.Nullable;

/** All that belongs to a change of an inquiry: its row, the event and the audit row. */
@ApplicationScoped
class InquiryJournal {
    private final Inquiries inquiries;
    private final InquiryEvents events;
    private final Audit audit;

    InquiryJournal(Inquiries inquiries, InquiryEvents events, Audit audit) {
        this.inquiries = inquiries;
        this.events = events;
        this.audit = audit;
    }

    /** Writes a new inquiry. */
    Uni<Void> open(Inquiry received, byte[] fingerprint, Actor actor) {
        return inquiries
                .add(received, fingerprint)
                .chain(() -> events.append(received))
                .chain(() -> note(received, actor, "inquiry.create", null));
    }

    /** Writes the next state of a locked inquiry. */
    Uni<Inquiry> write(LockedInquiry locked, Inquiry after, Actor actor, String action, @Nullable String reason) {
        return inquiries
                .change(locked, after)
                .chain(() -> events.append(after))
                .chain(() -> note(after, actor, action, reason))
                .replaceWith(after);
    }

    /** What was done without making a new version. */
    Uni<Void> note(Inquiry inquiry, Actor actor, String action, @Nullable String reason) {
        return audit.record(new AuditEntry(
                actor.user(), actor.role(), action, "inquiry", inquiry.inquiryId(), inquiry.version(), reason));
    }
}
