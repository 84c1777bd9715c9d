package jp.enishi.cases.inquiry.application;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import jp.enishi.cases.Actor;
import jp.enishi.cases.clientcase.persistence.ClientCases;
import jp.enishi.cases.inquiry.domain.FormSeal;
import jp.enishi.cases.inquiry.domain.Inquiry;
import jp.enishi.cases.inquiry.domain.Language;
import jp.enishi.cases.inquiry.domain.References;
import jp.enishi.cases.inquiry.domain.Sender;
import jp.enishi.cases.inquiry.persistence.Inquiries;
import jp.enishi.platform.http.Caller;
import jp.enishi.platform.http.Refusal;
import jp.enishi.platform.kernel.Ids;
import jp.enishi.platform.kernel.ValidationFailure;
import jp.enishi.platform.mail.Mails;
import jp.enishi.platform.security.Resource;
import jp.enishi.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** Takes what the public form sends: once, from people, and not too often from one mailbox. */
@ApplicationScoped
public class SubmitInquiry {
    private static final Actor SENDER = new Actor(null, Role.ANONYMOUS.name());
    private static final int TOO_MANY_REQUESTS = 429;

    private final Inquiries inquiries;
    private final ClientCases databaseClock;
    private final InquiryJournal journal;
    private final Mails mails;
    private final InquiryConfig config;
    private final Clock clock;
    private final Caller caller;
    private final FormSeal seal;

    SubmitInquiry(
            Inquiries inquiries,
            ClientCases databaseClock,
            InquiryJournal journal,
            Mails mails,
            InquiryConfig config,
            Clock clock,
            Caller caller) {
        this.inquiries = inquiries;
        this.databaseClock = databaseClock;
        this.journal = journal;
        this.mails = mails;
        this.config = config;
        this.clock = clock;
        this.caller = caller;
        seal = new FormSeal(config.formSecret());
    }

    /** The seal of a form that is given out now. */
    public String form() {
        caller.require("inquiry.create", Resource.none("inquiry"));
        return seal.issue(clock.instant());
    }

    /**
     * Keeps the inquiry and acknowledges it by mail. The same words from the same mailbox within 24 hours are the inquiry
     * that they were before. Answers its reference.
     *
     * @param formIssued the seal of the form
     */
    @WithTransaction
    public Uni<String> submit(Sender sender, Language language, @Nullable String formIssued) {
        caller.require("inquiry.create", Resource.none("inquiry"));
        seal.check(formIssued, clock.instant());
        byte[] fingerprint = seal.fingerprint(sender);
        return inquiries.recent(sender, fingerprint).chain(recent -> {
            if (recent.reference() != null) {
                return Uni.createFrom().item(recent.reference());
            }
            if (recent.lastHour() >= config.mostPerHour()) {
                throw new Refusal(TOO_MANY_REQUESTS, "too-many-requests");
            }
            return keep(sender, language, fingerprint);
        });
    }

    /** What a robot is answered, which filled in a field that people don't see: nothing of it is kept. */
    public Uni<String> pretend() {
        return Uni.createFrom().item(References.next());
    }

    private Uni<String> keep(Sender sender, Language language, byte[] fingerprint) {
        return databaseClock
                .now()
                .map(now -> Inquiry.received(Ids.next(), References.next(), sender, language, now))
                .call(received -> journal.open(received, fingerprint, SENDER))
                .call(received -> mails.enqueue(Letters.acknowledgement(sender.email(), received, config.publicUrl())))
                .map(Inquiry::reference);
    }

    /** @throws ValidationFailure at {@code /consent} */
    public static void requireConsent(boolean consent) {
        if (!consent) {
            throw ValidationFailure.at("/consent", "consent-missing");
        }
    }
}
