package jp.enishi.cases.inquiry.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.util.Objects;
import java.util.UUID;
import jp.enishi.cases.inquiry.domain.Contact;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.domain.Sender;
import jp.enishi.platform.kernel.NotFound;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The write model of inquiries. Everything here runs inside the use case's transaction. */
@ApplicationScoped
public class Inquiries {

    /**
     * What the same sender sent lately.
     *
     * @param reference of the same words within 24 hours, or null
     * @param lastHour how many inquiries within an hour
     */
    public record Recent(@Nullable String reference, long lastHour) {}

    /** What came lately from this mailbox; others who send from it now wait for the end of this transaction. */
    public Uni<Recent> recent(Sender sender, byte[] fingerprint) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select count(*) from pg_advisory_xact_lock(hashtextextended(:mailbox, 4712))",
                                Long.class)
                        .setParameter("mailbox", sender.mailbox())
                        .getSingleResult()
                        .chain(locked -> session.createNativeQuery("""
                                        select max(reference) filter (where fingerprint = :fingerprint),
                                            count(*) filter (where received_at > now() - interval '1 hour')
                                        from inquiry where lower(email) = :mailbox and received_at > now() - interval '24 hours'""", Object[].class)
                                .setParameter("fingerprint", fingerprint)
                                .setParameter("mailbox", sender.mailbox())
                                .getSingleResult()))
                .map(row -> new Recent((String) row[0], ((Number) row[1]).longValue()));
    }

    /** Writes a new inquiry. */
    public Uni<Void> add(Inquiry received, byte[] fingerprint) {
        Sender sender = Objects.requireNonNull(received.sender());
        var row = new InquiryRow();
        row.inquiryId = received.inquiryId();
        row.reference = received.reference();
        row.company = sender.company();
        row.person = sender.person();
        row.email = sender.email();
        row.phone = sender.phone();
        row.message = sender.text();
        row.fingerprint = fingerprint;
        row.termsVersion = sender.terms();
        row.language = received.language();
        row.consentAt = received.receivedAt();
        row.receivedAt = received.receivedAt();
        row.dueAt = received.dueAt();
        row.become(received);
        return Panache.getSession().call(session -> session.persist(row)).chain(Mutiny.Session::flush);
    }

    /** Locks an inquiry. Fails with {@link NotFound} when there is none. */
    public Uni<LockedInquiry> lock(UUID inquiryId) {
        return Panache.getSession()
                .chain(session -> session.find(InquiryRow.class, inquiryId, LockMode.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> new NotFound("inquiry", inquiryId))
                .map(LockedInquiry::new);
    }

    /** Writes the next state of a locked inquiry. */
    public Uni<Void> change(LockedInquiry locked, Inquiry next) {
        locked.row.become(next);
        return Panache.getSession().chain(Mutiny.Session::flush);
    }

    /** Keeps what was said. */
    public Uni<Void> add(UUID inquiryId, Contact contact) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into inquiry_contact (contact_id, inquiry_id, at, channel, note, author)
                                values (:id, :inquiry, :at, :channel, :note, :author)""")
                        .setParameter("id", contact.contactId())
                        .setParameter("inquiry", inquiryId)
                        .setParameter("at", contact.at())
                        .setParameter("channel", contact.channel().name())
                        .setParameter("note", Objects.requireNonNull(contact.note()))
                        .setParameter("author", contact.author())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** An inquiry that was closed so long ago, that nobody is changing and that isn't forgotten; null when there is none. */
    public Uni<@Nullable UUID> nextToForget(Period kept) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select inquiry_id from inquiry where state = 'CLOSED' and erased_at is null
                                  and closed_at < now() - cast(cast(:kept as text) as interval)
                                order by closed_at limit 1 for update skip locked""", UUID.class)
                        .setParameter("kept", kept.toString())
                        .getSingleResultOrNull());
    }

    /** Takes everything personal out of a locked inquiry and what was said about it. */
    public Uni<Void> forget(LockedInquiry locked, Instant now) {
        locked.row.forget(now);
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(session -> session.createNativeQuery(
                                "update inquiry_contact set note = null where inquiry_id = :inquiry and note is not null")
                        .setParameter("inquiry", locked.value().inquiryId())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
